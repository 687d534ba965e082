/**
 * HTML as a row of tags and texts. It reads what is written plainly and calls everything else malformed, so that no
 * browser can find a tag that was not seen here. How tags nest is left to the browser.
 */

export interface Attribute {
  readonly name: string; // lower case
  readonly value: string; // as written: character references are not resolved
  readonly at: number;
}

export interface StartTag {
  readonly is: "start";
  readonly name: string; // lower case
  readonly attributes: readonly Attribute[];
  readonly closesItself: boolean;
  readonly at: number;
}

export type Markup =
  | StartTag
  | { readonly is: "end"; readonly name: string; readonly at: number }
  | { readonly is: "text"; readonly text: string; readonly at: number }
  | { readonly is: "comment" | "declaration" | "instruction" | "malformed"; readonly at: number };

/** Between their tags only their own end tag is one. */
const RAW = new Set(["style", "title"]);

const TEXT = /[^<]+/y;
const START = /<([A-Za-z][^\s<>"'/=]*)/y;
const ATTRIBUTE = /\s+([^\s<>"'/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?/y;
const TAG_END = /\s*(\/?)>/y;
const END = /<\/([A-Za-z][^\s<>"'/=]*)\s*>/y;

/** What is there but neither tag nor text, and how it ends. */
const OTHER = [
  ["<!--", "comment", "-->"],
  ["<!", "declaration", ">"],
  ["<?", "instruction", ">"],
] as const;

/** Reads to the end, or to the first place that is malformed. */
export function readMarkup(source: string): readonly Markup[] {
  const found: Markup[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const taken = pattern.exec(source);
    if (taken) at = pattern.lastIndex;
    return taken;
  };

  function readAttributes(): Attribute[] {
    const attributes: Attribute[] = [];
    for (let from = at, taken = take(ATTRIBUTE); taken; from = at, taken = take(ATTRIBUTE)) {
      const [whole, name = "", double, single, bare] = taken;
      const value = double ?? single ?? bare ?? "";
      attributes.push({ name: name.toLowerCase(), value, at: from + whole.search(/\S/) });
    }
    return attributes;
  }
  function readStart(from: number): Markup | undefined {
    const name = take(START)?.[1]?.toLowerCase();
    if (name === undefined) return undefined;
    const attributes = readAttributes();
    const end = take(TAG_END);
    return end ? { is: "start", name, attributes, closesItself: end[1] === "/", at: from } : undefined;
  }
  function readOther(from: number): Markup | undefined {
    const [begin, is, end] = OTHER.find(([opening]) => source.startsWith(opening, from)) ?? [];
    const to = begin === undefined ? -1 : source.indexOf(end!, from + begin.length);
    if (is === undefined || to < 0) return undefined;
    at = to + end!.length;
    return { is, at: from };
  }
  function readNext(from: number): Markup | undefined {
    const text = take(TEXT)?.[0];
    if (text !== undefined) return { is: "text", text, at: from };
    const name = take(END)?.[1];
    if (name !== undefined) return { is: "end", name: name.toLowerCase(), at: from };
    return readOther(from) ?? readStart(from);
  }
  /** Up to the element's own end tag. */
  function readRaw(name: string): Markup | undefined {
    const from = at;
    const length = source.slice(from).search(new RegExp(`</${name}\\s*>`, "i"));
    if (length < 0) return undefined;
    at = from + length;
    return { is: "text", text: source.slice(from, at), at: from };
  }

  while (at < source.length) {
    const from = at;
    const next = readNext(from);
    if (!next) return [...found, { is: "malformed", at: from }];
    found.push(next);
    if (next.is !== "start" || next.closesItself || !RAW.has(next.name)) continue;
    const raw = readRaw(next.name);
    if (!raw) return [...found, { is: "malformed", at: from }];
    found.push(raw);
  }
  return found;
}
