/**
 * An element, read by its type. Children may come in any order, as JAXB takes them; what the schema does not name, or not as often,
 * is refused with its place. Two habits of clients are met: .NET leaves out what equals its default, and an empty optional text is
 * as good as none, but where a check hangs on it.
 */
import type { XmlElement } from "@eid-gateway/xmldsig";
import { BUILT_IN, type SimpleType, XSD } from "./simple-types.js";
import type { ComplexType, Particle, Type, ValueOf } from "./types.js";

export const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** A message that is not what the schema says. Nothing of its content stands here but names. */
export class SchemaViolation extends Error {
  override readonly name = "SchemaViolation";
  /** `/create-request-request/request[1]/task[2]/@id` */
  readonly place: string;

  constructor(place: string, problem: string) {
    super(`${place} ${problem}`);
    this.place = place;
  }
}

interface Here {
  readonly namespace: string;
  readonly place: string;
}

/** @param element of the name that was expected, in `namespace` @throws SchemaViolation */
export function readValue<T extends Type>(element: XmlElement, type: T, namespace: string): ValueOf<T> {
  return readTyped(element, type, { namespace, place: `/${element.name}` }) as ValueOf<T>;
}

function readTyped(element: XmlElement, type: Type, here: Here): unknown {
  if (type.kind === "complex") return readComplex(element, type, here);
  refuseAttributes(element, here);
  if (element.children.length > 0) throw new SchemaViolation(here.place, "must hold text alone");
  if (type.kind === "any") return readAny(element, here);
  const named = typeNamed(element, here);
  if (named && !isSimple(named, type, here)) throw new SchemaViolation(here.place, `is not of type ${type.name}`);
  return readText(element.text, type, here.place);
}

function readText(text: string, type: SimpleType, place: string): unknown {
  const value = type.read(text);
  if (value !== undefined) return value;
  const remedy = type.values ? `must be one of: ${type.values.join(", ")}` : `must be of type xs:${type.name}`;
  throw new SchemaViolation(place, remedy);
}

function readAny(element: XmlElement, here: Here): string {
  const named = typeNamed(element, here);
  const type = named?.namespace === XSD ? BUILT_IN.get(named.name) : undefined;
  if (!type) return element.text; // untyped, or a word of an enumeration: compared as it is written
  const value = readText(element.text, type, here.place);
  return value instanceof Date ? value.toISOString() : String(value);
}

function readComplex(element: XmlElement, declared: ComplexType, here: Here): Readonly<Record<string, unknown>> {
  const type = pickType(element, declared, here);
  return {
    ...(declared.subtypes.length > 0 && { $type: type.name }),
    ...readAttributes(element, type, here),
    ...(type.text
      ? { text: readText(leafOf(element, here), type.text, here.place) }
      : readChildren(element, type, here)),
  };
}

function pickType(element: XmlElement, declared: ComplexType, here: Here): ComplexType {
  const named = typeNamed(element, here);
  if (!named) return declared;
  const type = [declared, ...declared.subtypes].find(({ name }) => name !== "" && name === named.name);
  if (type && named.namespace === here.namespace) return type;
  const all = [declared, ...declared.subtypes].map(({ name }) => name).filter(Boolean);
  throw new SchemaViolation(
    `${here.place}/@xsi:type`,
    `must name one of these in ${here.namespace}: ${all.join(", ")}`,
  );
}

/** `xsi:type`, its prefix resolved where it stands; without a prefix it is in the default namespace. */
function typeNamed({ attributes, prefixes }: XmlElement, { place }: Here) {
  const written = attributes.find(({ name, namespace }) => name === "type" && namespace === XSI)?.value.trim();
  if (written === undefined) return undefined;
  const [, prefix = "", name = ""] = /^(?:([^:\s]+):)?([^:\s]+)$/.exec(written) ?? [];
  const namespace = prefixes?.get(prefix) ?? (prefix === "" ? "" : undefined);
  if (namespace === undefined || name === "")
    throw new SchemaViolation(`${place}/@xsi:type`, "is no name, or its prefix means nothing here");
  return { namespace, name };
}

/** Axis writes the type of every text. */
function isSimple({ namespace, name }: { namespace: string; name: string }, type: SimpleType, here: Here): boolean {
  if (type.values) return namespace === here.namespace && name === type.name;
  return namespace === XSD && (name === type.name || (type.name === "integer" && name === "int"));
}

function readAttributes(element: XmlElement, { attributes }: ComplexType, here: Here): Record<string, unknown> {
  refuseAttributes(element, here, attributes);
  const given = new Map(element.attributes.filter(({ namespace }) => namespace === "").map((a) => [a.name, a.value]));
  const values: Record<string, unknown> = {};
  for (const [name, { type, isRequired }] of Object.entries(attributes)) {
    const written = given.get(name);
    const place = `${here.place}/@${name}`;
    if (written === undefined && isRequired) throw new SchemaViolation(place, "is missing");
    const isNone = written === undefined || (written === "" && !isRequired && type.name === "string");
    if (!isNone) values[name] = readText(written, type, place);
  }
  return values;
}

/** Those of other namespaces (`xsi:`, `xml:`, a SOAP encoding style) are nobody's business here. */
function refuseAttributes(element: XmlElement, { namespace, place }: Here, known: object = {}): void {
  for (const attribute of element.attributes) {
    if (attribute.namespace !== "" && attribute.namespace !== namespace) continue;
    if (attribute.namespace === namespace)
      throw new SchemaViolation(`${place}/@${attribute.name}`, "must have no prefix: attributes are unqualified");
    if (!Object.hasOwn(known, attribute.name))
      throw new SchemaViolation(`${place}/@${attribute.name}`, "is not an attribute of this element");
  }
}

function leafOf({ children, text }: XmlElement, { place }: Here): string {
  if (children.length > 0) throw new SchemaViolation(place, "must hold text alone");
  return text;
}

type Found = ReadonlyMap<string, readonly XmlElement[]>;

function readChildren(element: XmlElement, { elements }: ComplexType, here: Here): Record<string, unknown> {
  if (/[^ \t\r\n]/.test(element.text)) throw new SchemaViolation(here.place, "holds text between its elements");
  const found = sortChildren(element, namesIn(elements), here);
  const values: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(elements)) {
    const value =
      member.kind === "choice"
        ? readChoice(element, member.options, here)
        : readParticle(name, member, found.get(name) ?? [], here);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function namesIn(elements: ComplexType["elements"]): ReadonlySet<string> {
  const members = Object.entries(elements);
  return new Set(
    members.flatMap(([name, member]) => (member.kind === "choice" ? Object.keys(member.options) : [name])),
  );
}

function sortChildren({ children }: XmlElement, known: ReadonlySet<string>, { namespace, place }: Here): Found {
  const found = new Map<string, XmlElement[]>();
  for (const child of children) {
    const at = `${place}/${child.name}`;
    if (!known.has(child.name)) throw new SchemaViolation(at, `is not known here; expected: ${[...known].join(", ")}`);
    if (child.namespace !== namespace) throw new SchemaViolation(at, `must be in the namespace ${namespace}`);
    const same = found.get(child.name);
    if (same) same.push(child);
    else found.set(child.name, [child]);
  }
  return found;
}

function readChoice({ children }: XmlElement, options: Readonly<Record<string, ComplexType>>, here: Here): unknown {
  const counts = new Map<string, number>();
  return children
    .filter(({ name }) => Object.hasOwn(options, name))
    .map((child) => {
      const position = (counts.get(child.name) ?? 0) + 1;
      counts.set(child.name, position);
      const place = `${here.place}/${child.name}[${position}]`;
      return { name: child.name, value: readTyped(child, options[child.name]!, { ...here, place }) };
    });
}

function readParticle(name: string, particle: Particle, found: readonly XmlElement[], here: Here): unknown {
  const { cardinality } = particle;
  const place = `${here.place}/${name}`;
  if (cardinality === "any" || cardinality === "some") {
    const places = found.map((element, at) => ({ element, here: { ...here, place: `${place}[${at + 1}]` } }));
    const values = places
      .filter((item) => !isNil(item.element, particle, item.here))
      .map((item) => readTyped(item.element, particle.type, item.here));
    if (cardinality === "some" && values.length === 0) throw new SchemaViolation(place, "is missing");
    return values;
  }
  if (found.length > 1) throw new SchemaViolation(place, "must not be repeated");
  return readSingle(particle, found[0], { ...here, place });
}

function readSingle(particle: Particle, element: XmlElement | undefined, here: Here): unknown {
  const { type, cardinality, default: preset, tolerated, keepsEmpty } = particle;
  const isAbsent = element === undefined || isNil(element, particle, here);
  if (isAbsent && cardinality === "one") {
    if (preset !== undefined) return readText(preset, type as SimpleType, here.place);
    if (tolerated) return "";
    throw new SchemaViolation(here.place, "is missing");
  }
  if (isAbsent) return undefined;
  const isEmpty = element.text === "" && element.children.length === 0 && type.kind === "simple";
  // An element that is there and empty has its default as value (XML Schema part 1, section 3.3.1).
  if (isEmpty && preset !== undefined) return readText(preset, type as SimpleType, here.place);
  const value = readTyped(element, type, here);
  return value === "" && cardinality === "optional" && !keepsEmpty ? undefined : value;
}

/** `xsi:nil`: no value, though there is an element. */
function isNil(element: XmlElement, { nillable }: Particle, { place }: Here): boolean {
  const written = element.attributes.find(({ name, namespace }) => name === "nil" && namespace === XSI)?.value.trim();
  if (written === undefined || written === "false" || written === "0") return false;
  if (!nillable || (written !== "true" && written !== "1")) throw new SchemaViolation(place, "must not be nil");
  if (element.children.length > 0 || element.text.trim() !== "")
    throw new SchemaViolation(place, "is nil and yet holds something");
  return true;
}
