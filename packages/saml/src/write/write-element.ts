import { escapeAttribute, escapeText } from "@eid-gateway/xmldsig";

/** One element as text, attributes in the order given. `content` is XML already: elements, or `text(...)`. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escapeAttribute(value)}"`);
  return `<${name}${written.join("")}>${content.join("")}</${name}>`;
}

/** Character data. What XML cannot hold at all (control characters) is refused where the document is signed. */
export function text(value: string): string {
  return escapeText(value);
}
