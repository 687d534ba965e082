import { DOMParser, type Element, type Node, onErrorStopParsing } from "@xmldom/xmldom";

export const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** The text is not XML this service reads. The message says why and holds nothing of the text. */
export class XmlRefusal extends Error {}

/** An element with either child elements or a text. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const DEEPEST = 16;

/** Control characters that a reference can smuggle in. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/**
 * Reads a document: no document type, no entities of its own, no processing instructions, at most 16 levels.
 *
 * @throws XmlRefusal
 */
export function readStrictXml(text: string): XmlElement {
  // A declaration of any kind begins like this; what remains allowed are comments and CDATA sections.
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw new XmlRefusal("a document type is not allowed");
  return readElement(parse(text), 1);
}

function parse(text: string): Element {
  try {
    const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, "text/xml");
    if (documentElement !== null) return documentElement;
  } catch {
    // the parser's own words quote the text, which may hold a CPR number
  }
  throw new XmlRefusal("not well-formed XML");
}

function readElement(element: Element, depth: number): XmlElement {
  if (depth > DEEPEST) throw new XmlRefusal(`nested deeper than ${DEEPEST} elements`);
  const nodes = [...element.childNodes];
  if (nodes.some(isInstruction)) throw new XmlRefusal("a processing instruction is not allowed");
  const children = nodes.filter(isElement).map((child) => readElement(child, depth + 1));
  const text = nodes
    .filter(isText)
    .map(({ nodeValue }) => nodeValue ?? "")
    .join("");
  if (FORBIDDEN.test(text)) throw new XmlRefusal("a character that XML does not have");
  if (children.length > 0 && text.trim() !== "") throw new XmlRefusal("text among elements is not allowed");
  const attributes = [...element.attributes].map(
    (one) => [`${one.namespaceURI ?? ""} ${one.localName}`, one.value] as const,
  );
  if (attributes.some(([, value]) => FORBIDDEN.test(value))) throw new XmlRefusal("a character that XML does not have");
  return {
    namespace: element.namespaceURI ?? "",
    name: element.localName ?? "",
    attributes: new Map(attributes),
    children,
    text: text.trim(),
  };
}

const isElement = (node: Node): node is Element => node.nodeType === node.ELEMENT_NODE;
const isText = (node: Node): boolean => node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE;
const isInstruction = (node: Node): boolean => node.nodeType === node.PROCESSING_INSTRUCTION_NODE;

/** The child elements of one that has no text. */
export function elementsOf({ name, text, children }: XmlElement): readonly XmlElement[] {
  if (text !== "") throw new XmlRefusal(`${name} must hold elements`);
  return children;
}

/** The children by name: an element of another name, of another namespace or a second of the same is refused. */
export function childrenByName(
  parent: XmlElement,
  namespace: string,
  names: readonly string[],
): ReadonlyMap<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  for (const child of elementsOf(parent)) {
    if (child.namespace !== namespace || !names.includes(child.name))
      throw new XmlRefusal(`an element in ${parent.name} is not known`);
    if (found.has(child.name)) throw new XmlRefusal(`${child.name} comes twice`);
    found.set(child.name, child);
  }
  return found;
}

/** An element's text. Left out, nil and empty are the same: nothing was said. */
export function readText(field: XmlElement | undefined): string | undefined {
  if (field === undefined || field.attributes.get(`${XSI} nil`) === "true") return undefined;
  if (field.children.length > 0) throw new XmlRefusal(`${field.name} must be text`);
  return field.text === "" ? undefined : field.text;
}
