/** A value, written by its type: in the order of the schema, in the default namespace, with `xsi:type` where several types may stand. */
import { escapeAttribute, escapeText } from "@eid-gateway/xmldsig";
import { PREFIX } from "./print-schema.js";
import { XSI } from "./read-value.js";
import type { AnyType, SimpleType } from "./simple-types.js";
import type { ComplexType, Particle, Type, ValueOf } from "./types.js";

/** A message's element, with all the namespaces that it and what is in it use. */
export function writeMessage<T extends ComplexType>(
  name: string,
  type: T,
  value: ValueOf<T>,
  namespace: string,
): string {
  const declarations = ` xmlns="${namespace}" xmlns:${PREFIX}="${namespace}" xmlns:xsi="${XSI}"`;
  return writeComplex(name, type, value as Members, declarations);
}

type Members = Readonly<Record<string, unknown>>;

function writeElement(name: string, type: Type, value: unknown): string {
  if (type.kind === "complex") return writeComplex(name, type, value as Members, "");
  return `<${name}>${writeText(type, value)}</${name}>`;
}

function writeText(type: SimpleType | AnyType, value: unknown): string {
  return escapeText(onlyXml(type.kind === "any" ? String(value) : type.write(value)));
}

function writeComplex(name: string, declared: ComplexType, value: Members, declarations: string): string {
  const type = [declared, ...declared.subtypes].find((each) => each.name === value.$type) ?? declared;
  const typed = declared.subtypes.length > 0 ? ` xsi:type="${PREFIX}:${type.name}"` : "";
  const content = type.text ? writeText(type.text, value.text) : writeChildren(type, value);
  return `<${name}${declarations}${typed}${writeAttributes(type, value)}>${content}</${name}>`;
}

function writeAttributes({ attributes }: ComplexType, value: Members): string {
  return Object.entries(attributes)
    .filter(([name]) => value[name] !== undefined)
    .map(([name, { type }]) => ` ${name}="${escapeAttribute(onlyXml(type.write(value[name])))}"`)
    .join("");
}

function writeChildren({ elements }: ComplexType, value: Members): string {
  return Object.entries(elements)
    .flatMap(([name, member]) => {
      if (member.kind === "element")
        return valuesOf(member, value[name]).map((each) => writeElement(name, member.type, each));
      const chosen = (value[name] ?? []) as readonly { readonly name: string; readonly value: unknown }[];
      return chosen.map((item) => writeElement(item.name, member.options[item.name]!, item.value));
    })
    .join("");
}

function valuesOf({ cardinality }: Particle, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return cardinality === "any" || cardinality === "some" ? (value as readonly unknown[]) : [value];
}

// What XML 1.0 (section 2.2) has no way to write; it can come in by JSON, or from a person's name.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the rule is about
const NOT_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

function onlyXml(text: string): string {
  return text.replace(NOT_XML, "\ufffd");
}
