import { decode } from "html-entities";
import type { PackagedDocument } from "./package-contents.js";

/** Comments, CDATA, processing instructions and DOCTYPEs, and tags with quoted values. */
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<\/?([A-Za-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^"'>])*>/g;
/** What is between these is not read. */
const UNREAD = /<(script|style|head|title)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const IN_LINE = new Set("a abbr b big cite code em font i kbd s small span strong sub sup tt u var".split(" "));
const CELLS = new Set(["td", "th"]);

/**
 * The text of a document that is not a PDF, in lines: for reading, beside the original. What HTML shows through CSS is not
 * worked out; of XML each element is a line, unless the caller says what was shown.
 */
export function extractText({ bytes, mediaType, shownText }: PackagedDocument): string {
  if (shownText !== undefined) return shownText;
  const source = new TextDecoder("utf-8").decode(bytes);
  if (mediaType === "text/plain") return source;
  return mediaType === "text/html"
    ? textOfMarkup(source.replace(UNREAD, ""), breakOfHtml)
    : textOfMarkup(source, () => "\n");
}

function breakOfHtml(tag: string): string {
  if (IN_LINE.has(tag)) return "";
  return CELLS.has(tag) ? "  " : "\n";
}

function textOfMarkup(source: string, breakAt: (tag: string) => string): string {
  let text = "";
  let at = 0;
  for (const match of source.matchAll(MARKUP)) {
    text += readable(source.slice(at, match.index));
    const [whole, cdata, tag] = match;
    text += cdata ?? (tag === undefined ? "" : breakAt(tag.toLowerCase()));
    at = match.index + whole.length;
  }
  return tidy(text + readable(source.slice(at)));
}

/** White space in markup is one blank. */
function readable(text: string): string {
  return decode(text.replace(/\s+/g, " "));
}

function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line, index) => line !== "" || (index > 0 && lines[index - 1] !== ""))
    .join("\n")
    .trim();
}
