import { decode } from "html-entities";
import type { PackagedDocument } from "./package-contents.js";
import { type Markup, scanMarkup } from "./scan-markup.js";

const IN_LINE = new Set("a abbr b big cite code em font i kbd s small span strong sub sup tt u var".split(" "));
const CELLS = new Set(["td", "th"]);

/**
 * The text of a document that is not a PDF, in lines: for reading, beside the original. What HTML shows through CSS is not
 * worked out; of XML each element is a line, unless the caller says what was shown.
 */
export function extractText(document: PackagedDocument): string {
  const { mediaType, text: source } = document.shown ?? asItIs(document);
  if (mediaType === "text/plain") return source;
  return mediaType === "text/html"
    ? textOf(scanMarkup(source, ["script", "style", "head", "title"]), breakOfHtml)
    : textOf(scanMarkup(source, []), () => "\n");
}

function asItIs({ bytes, mediaType }: PackagedDocument) {
  return { mediaType, text: new TextDecoder("utf-8").decode(bytes) };
}

function breakOfHtml(tag: string): string {
  if (IN_LINE.has(tag)) return "";
  return CELLS.has(tag) ? "  " : "\n";
}

function textOf(parts: Iterable<Markup>, breakAt: (tag: string) => string): string {
  let text = "";
  for (const part of parts) {
    if (part.kind === "tag") text += breakAt(part.name);
    else text += part.kind === "cdata" ? part.text : decode(part.text.replace(/\s+/g, " ")); // white space is one blank
  }
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line, index) => line !== "" || (index > 0 && lines[index - 1] !== ""))
    .join("\n")
    .trim();
}
