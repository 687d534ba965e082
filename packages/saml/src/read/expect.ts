/** Small questions to a tree that must be built in one way. Every "no" is the same: the answer is malformed. */
import { findAttribute, type XmlElement } from "@eid-gateway/xmldsig";
import { SamlSecurityError } from "./saml-errors.js";

/** The children, one for each name, in that order and no others. */
export function expectChildren<const Names extends readonly string[]>(
  element: XmlElement,
  names: Names,
): { readonly [Index in keyof Names]: XmlElement } {
  const children = childrenOf(element);
  if (children.length !== names.length) throw new SamlSecurityError("malformed");
  children.forEach((child, index) => void expectElement(child, names[index]!, element.namespace));
  return children as { readonly [Index in keyof Names]: XmlElement }; // as many, as just counted
}

/** Everything inside an element that holds elements alone. */
export function childrenOf(element: XmlElement): readonly XmlElement[] {
  if (/[^ \t\r\n]/.test(element.text)) throw new SamlSecurityError("malformed");
  return element.children;
}

export function expectElement(element: XmlElement | undefined, name: string, namespace: string): XmlElement {
  if (element?.name !== name || element.namespace !== namespace) throw new SamlSecurityError("malformed");
  return element;
}

/** The values of attributes that must be there, and no others. */
export function expectAttributes<const Name extends string>(
  element: XmlElement,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const values = names.map((name) => [name, findAttribute(element, name)] as const);
  if (element.attributes.length !== names.length || values.some(([, value]) => value === undefined)) {
    throw new SamlSecurityError("malformed");
  }
  return Object.fromEntries(values) as Record<Name, string>;
}

export function expectText(element: XmlElement): string {
  expectAttributes(element, []);
  if (element.children.length > 0) throw new SamlSecurityError("malformed");
  return element.text;
}

/** A UTC instant as SAML writes it (core section 1.2.2). `2026-02-30` is none. */
export function expectInstant(value: string): Date {
  const instant = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(value) ? value : Number.NaN);
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 19) === value.slice(0, 19);
  if (!isReal) throw new SamlSecurityError("malformed");
  return instant;
}
