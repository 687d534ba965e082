/** One start tag, as written: its name, its attributes with their values, and the namespaces it declares. */
import { readAttributeValue } from "./expand-references.js";
import type { Binding } from "./namespace-scope.js";
import { XmlError } from "./xml-error.js";
import type { XmlLimits } from "./xml-limits.js";
import { splitName } from "./xml-name.js";

export interface WrittenTag {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly attributes: readonly WrittenAttribute[];
  readonly declared: readonly Binding[];
  readonly isEmpty: boolean; // <a/>
  readonly end: number;
}
interface WrittenAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly value: string;
}

/** @throws XmlError when `source` holds no start tag at `start`, or one past the limits */
export function readTag(source: string, start: number, limits: XmlLimits): WrittenTag {
  const nameEnd = endOfName(source, start + 1, limits);
  const name = source.slice(start + 1, nameEnd);
  const attributes: WrittenAttribute[] = [];
  const declared: Binding[] = [];
  let position = nameEnd;
  for (;;) {
    const next = skipSpace(source, position);
    const isEmpty = source[next] === "/";
    if (isEmpty || source[next] === ">") {
      const end = isEmpty ? next + 2 : next + 1;
      if (source[end - 1] !== ">") throw new XmlError("malformed", "A start tag ends wrongly", next);
      return { name, ...splitName(name, start), attributes, declared, isEmpty, end };
    }
    if (next === position) throw new XmlError("malformed", "No blank before an attribute", next);
    const attribute = readAttribute(source, next, limits);
    position = attribute.end;
    if (attribute.name === "xmlns") declared.push({ prefix: "", uri: attribute.value });
    else if (attribute.prefix === "xmlns") declared.push({ prefix: attribute.local, uri: attribute.value });
    else attributes.push(attribute);
    checkCounts(attributes.length, declared.length, limits, next);
  }
}

function readAttribute(source: string, start: number, limits: XmlLimits): WrittenAttribute & { readonly end: number } {
  const nameEnd = endOfName(source, start, limits);
  const equals = skipSpace(source, nameEnd);
  if (source[equals] !== "=") throw new XmlError("malformed", "An attribute has no value", start);
  const open = skipSpace(source, equals + 1);
  const quote = source[open];
  if (quote !== '"' && quote !== "'") throw new XmlError("malformed", "An attribute's value is not quoted", open);
  const close = source.indexOf(quote, open + 1);
  if (close < 0) throw new XmlError("malformed", "An attribute's value does not end", open);
  if (close - open > limits.attributeBytes) throw new XmlError("attribute-too-long", "An attribute is too long", open);
  const written = source.slice(open + 1, close);
  if (written.includes("<")) throw new XmlError("malformed", "A less-than sign in an attribute", open);
  const name = source.slice(start, nameEnd);
  return { name, ...splitName(name, start), value: readAttributeValue(written, open), end: close + 1 };
}

function endOfName(source: string, start: number, limits: XmlLimits): number {
  let end = start;
  while (end < source.length && !isDelimiter(source.charCodeAt(end))) {
    if (++end - start > limits.nameBytes) throw new XmlError("name-too-long", "A name is too long", start);
  }
  return end;
}

function isDelimiter(code: number): boolean {
  return isSpace(code) || code === 0x2f || code === 0x3d || code === 0x3e || code === 0x3c; // / = > <
}

function skipSpace(source: string, start: number): number {
  let end = start;
  while (isSpace(source.charCodeAt(end))) end++;
  return end;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x9 || code === 0xa || code === 0xd;
}

function checkCounts(attributes: number, declarations: number, limits: XmlLimits, offset: number): void {
  if (attributes > limits.attributes) throw new XmlError("too-many-attributes", "Too many attributes", offset);
  if (declarations > limits.declarations) {
    throw new XmlError("too-many-namespaces", "Too many namespace declarations", offset);
  }
}
