/** The same schema as clients' generators read it: XML Schema. */
import { escapeAttribute } from "@eid-gateway/xmldsig";
import type { SimpleType } from "./simple-types.js";
import type { Attribute, ComplexType, Elements, Particle, Type } from "./types.js";

/** The prefix that the definitions around it give the service's own namespace. */
export const PREFIX = "tns";

/** @param elements by name, each with a type of its own @param unreferenced types that no element leads to and generators yet expect */
export function printSchema(
  namespace: string,
  elements: ReadonlyMap<string, ComplexType>,
  unreferenced: readonly ComplexType[] = [],
): string {
  const types = collectTypes([...elements.values(), ...unreferenced]);
  return [
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" attributeFormDefault="unqualified" elementFormDefault="qualified" targetNamespace="${namespace}" version="1.0">`,
    ...[...elements].map(([name, type]) => `<xs:element name="${name}">${printComplex(type)}</xs:element>`),
    ...[...types.values()].map((type) => (type.kind === "complex" ? printComplex(type) : printEnumeration(type))),
    "</xs:schema>",
  ].join("\n");
}

type NamedType = ComplexType | SimpleType;

/** Every type with a name of its own, once, in the order they are met. */
function collectTypes(from: readonly Type[]): ReadonlyMap<string, NamedType> {
  const found = new Map<string, NamedType>();
  const visit = (type: Type): void => {
    if (type.kind === "any" || (type.kind === "simple" && !type.values) || found.has(type.name)) return;
    if (type.name !== "") found.set(type.name, type);
    if (type.kind === "simple") return;
    for (const { type: used } of Object.values(type.attributes)) visit(used);
    for (const member of Object.values(type.elements)) {
      if (member.kind === "element") visit(member.type);
      else Object.values(member.options).forEach(visit);
    }
    type.subtypes.forEach(visit);
  };
  from.forEach(visit);
  return found;
}

function printEnumeration({ name, values = [] }: SimpleType): string {
  const words = values.map((value) => `<xs:enumeration value="${escapeAttribute(value)}"/>`).join("");
  return `<xs:simpleType name="${name}"><xs:restriction base="xs:string">${words}</xs:restriction></xs:simpleType>`;
}

function printComplex(type: ComplexType): string {
  const named = type.name === "" ? "" : ` name="${type.name}"`;
  return `<xs:complexType${named}>${printContent(type)}</xs:complexType>`;
}

function printContent({ base, text, elements, attributes }: ComplexType): string {
  if (text) {
    const content = `<xs:extension base="${reference(text)}">${printAttributes(attributes)}</xs:extension>`;
    return `<xs:simpleContent>${content}</xs:simpleContent>`;
  }
  if (!base) return printSequence(elements) + printAttributes(attributes);
  const more = printSequence(without(elements, base.elements)) + printAttributes(without(attributes, base.attributes));
  const extension = `<xs:extension base="${PREFIX}:${base.name}">${more}</xs:extension>`;
  return `<xs:complexContent>${extension}</xs:complexContent>`;
}

function without<T>(all: Readonly<Record<string, T>>, inherited: object): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(inherited, name)));
}

function printSequence(elements: Elements): string {
  const members = Object.entries(elements).map(([name, member]) => {
    if (member.kind === "element") return printElement(name, member);
    const options = Object.entries(member.options).map(
      ([option, type]) => `<xs:element name="${option}" type="${reference(type)}"/>`,
    );
    return `<xs:choice minOccurs="0" maxOccurs="unbounded">${options.join("")}</xs:choice>`;
  });
  return `<xs:sequence>${members.join("")}</xs:sequence>`;
}

const OCCURRENCE = {
  one: "",
  optional: ' minOccurs="0"',
  some: ' maxOccurs="unbounded"',
  any: ' minOccurs="0" maxOccurs="unbounded"',
};

function printElement(name: string, { type, cardinality, nillable, default: preset }: Particle): string {
  const value = preset === undefined ? "" : ` default="${escapeAttribute(preset)}"`;
  const nil = nillable ? ' nillable="true"' : "";
  return `<xs:element name="${name}" type="${reference(type)}"${OCCURRENCE[cardinality]}${nil}${value}/>`;
}

function printAttributes(attributes: Readonly<Record<string, Attribute>>): string {
  return Object.entries(attributes)
    .map(([name, { type, isRequired }]) => {
      const use = isRequired ? ' use="required"' : "";
      return `<xs:attribute name="${name}" type="${reference(type)}"${use}/>`;
    })
    .join("");
}

function reference(type: Type): string {
  const isOwn = type.kind === "complex" || (type.kind === "simple" && type.values);
  return `${isOwn ? PREFIX : "xs"}:${type.name}`;
}
