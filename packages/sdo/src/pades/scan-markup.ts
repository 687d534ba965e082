/** What markup is made of, its comments, declarations and instructions left out. */
export type Markup =
  | { readonly kind: "text" | "cdata"; readonly text: string }
  | { readonly kind: "tag"; readonly name: string };

const NAME = /\/?([A-Za-z][^\s/>]*)/y;
/** What begins so goes on until it ends so. */
const SECTIONS = [
  { start: "<!--", end: "-->" },
  { start: "<![CDATA[", end: "]]>" },
  { start: "<!", end: ">" },
  { start: "<?", end: ">" },
] as const;

/**
 * Goes through HTML or XML once, whatever it is: what never ends is text to the end, so nothing is searched for twice.
 *
 * @param unread elements whose content is not read
 */
export function* scanMarkup(source: string, unread: readonly string[]): Generator<Markup> {
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf("<", at);
    if (open > at) yield { kind: "text", text: source.slice(at, open) };
    const part = open < 0 ? undefined : readPart(source, open);
    if (!part) return yield { kind: "text", text: source.slice(Math.max(at, open)) };
    if (part.markup) yield part.markup;
    at = part.end;
    const { markup } = part;
    if (markup?.kind === "tag" && unread.includes(markup.name) && source[open + 1] !== "/")
      at = skipTo(source, markup.name, at);
  }
}

interface Part {
  readonly end: number;
  readonly markup?: Markup;
}

function readPart(source: string, open: number): Part | undefined {
  const section = SECTIONS.find(({ start }) => source.startsWith(start, open));
  if (section) {
    const start = open + section.start.length;
    const close = source.indexOf(section.end, start);
    if (close < 0) return undefined;
    const end = close + section.end.length;
    return section.end === "]]>" ? { end, markup: { kind: "cdata", text: source.slice(start, close) } } : { end };
  }
  NAME.lastIndex = open + 1;
  const name = NAME.exec(source)?.[1];
  if (name === undefined) return { end: open + 1, markup: { kind: "text", text: "<" } };
  const end = endOfTag(source, open);
  return end === undefined ? undefined : { end, markup: { kind: "tag", name: name.toLowerCase() } };
}

/** A value in quotes may hold the sign that ends a tag. */
function endOfTag(source: string, open: number): number | undefined {
  let quote = "";
  for (let at = open; at < source.length; at++) {
    const character = source[at]!;
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === ">") return at + 1;
    else if (character === '"' || character === "'") quote = character;
  }
  return undefined;
}

/** To the end tag, or to the end of it all. */
function skipTo(source: string, name: string, at: number): number {
  const endTag = new RegExp(`</${name}`, "gi");
  endTag.lastIndex = at;
  return endTag.exec(source)?.index ?? source.length;
}
