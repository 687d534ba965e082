/** An element as a tree of plain data, in ordinary strings, and the few questions one asks of it. */
import { decodeUtf8 } from "./byte-string.js";
import type { StartTag, Token } from "./tokens.js";
import { XmlError } from "./xml-error.js";

export interface XmlElement {
  readonly name: string; // the local name
  readonly namespace: string; // "" when none
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Its own character data, that of its children left out. */
  readonly text: string;
  /** What prefixes mean here, "" for none of them, where the reader was asked to keep it. */
  readonly prefixes?: ReadonlyMap<string, string>;
}
export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string; // "" when none
  readonly value: string;
}

interface OpenElement {
  readonly tag: StartTag;
  readonly children: XmlElement[];
  readonly prefixes: ReadonlyMap<string, string> | undefined;
  text: string;
  hasComment: boolean;
}

/**
 * Reads on from a start tag to its end; `next` gives the tokens between.
 *
 * @param outside what prefixes mean around it, where elements are to say what they mean inside
 * @throws XmlError
 */
export function readElement(
  first: StartTag,
  next: () => Token | undefined,
  outside?: ReadonlyMap<string, string>,
): XmlElement {
  const open: OpenElement[] = [begin(first, outside)];
  for (;;) {
    const token = next();
    const current = open.at(-1)!;
    if (token === undefined) throw new XmlError("malformed", "The document ends inside an element");
    if (token.kind === "start") open.push(begin(token, current.prefixes));
    else if (token.kind === "text") current.text += token.value;
    else if (token.kind === "comment") current.hasComment = true;
    else {
      const element = complete(current);
      open.pop();
      if (open.length === 0) return element;
      open.at(-1)!.children.push(element);
    }
  }
}

/** An attribute's value; `namespace` is "" for the usual attribute without prefix. */
export function findAttribute(element: XmlElement, name: string, namespace = ""): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name && attribute.namespace === namespace)?.value;
}

/** All children of that name. */
export function findChildren(element: XmlElement, namespace: string, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name && child.namespace === namespace);
}

/** The text of an element that holds nothing else. @throws XmlError "unexpected-element" */
export function readLeaf(element: XmlElement): string {
  if (element.children.length > 0) throw new XmlError("unexpected-element", `${element.name} must hold text alone`);
  return element.text;
}

function begin(tag: StartTag, outside: ReadonlyMap<string, string> | undefined): OpenElement {
  return { tag, children: [], prefixes: outside && declareIn(outside, tag), text: "", hasComment: false };
}

/** One map for all that stands between two declarations. */
function declareIn(outside: ReadonlyMap<string, string>, { declarations }: StartTag): ReadonlyMap<string, string> {
  if (declarations.length === 0) return outside;
  const own = declarations.map(({ prefix, uri }) => [decodeUtf8(prefix), uri] as const);
  return new Map([...outside, ...own]);
}

function complete({ tag, children, prefixes, text, hasComment }: OpenElement): XmlElement {
  // "evil<!-- -->@example" reads as two texts to one parser and one to another; no such text is handed on.
  if (hasComment && /[^ \t\r\n]/.test(text)) throw new XmlError("comment", "A comment stands in text", tag.start);
  return {
    name: decodeUtf8(tag.local),
    namespace: decodeUtf8(tag.namespace),
    attributes: tag.attributes.map(({ local, namespace, value }) => ({
      name: decodeUtf8(local),
      namespace: decodeUtf8(namespace),
      value: decodeUtf8(value),
    })),
    children,
    text: decodeUtf8(text),
    ...(prefixes && { prefixes }),
  };
}
