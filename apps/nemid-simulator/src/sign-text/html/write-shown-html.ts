/**
 * An HTML sign text as it is shown: written anew from what was checked, inside a page of our own, so that the browser is
 * given no character that the check has not seen. Call it only with a text that has no findings.
 */
import { dangerouslyUnescaped, escapeHtml, type Html, html } from "@eid-gateway/html";
import { type Attribute, type Markup, readMarkup } from "./read-markup.js";
import { readReferences } from "./read-references.js";

/** The page has these itself. */
const FRAME = new Set(["html", "head", "body"]);

/** White paper and black ink whatever the reader's colours, as the text says its own against those. */
const PAPER =
  ":root { color-scheme: only light } body { margin: 10px; font-family: sans-serif; overflow-wrap: anywhere }";

export function writeShownHtml(source: string, language: string, title: string): Html {
  const markup = readMarkup(source);
  const { head, body } = divide(markup);
  const bodyTag = markup.find((one) => one.is === "start" && one.name === "body");
  const attributes = bodyTag?.is === "start" ? bodyTag.attributes : [];
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>${dangerouslyUnescaped(PAPER)}</style>${dangerouslyUnescaped(head)}</head>
<body${dangerouslyUnescaped(attributes.map(writeAttribute).join(""))}>${dangerouslyUnescaped(body)}</body></html>
`;
}

/** Style sheets go to the head; the text's own title is not shown, as browsers do not within a frame. */
function divide(markup: readonly Markup[]): { readonly head: string; readonly body: string } {
  let head = "";
  let body = "";
  let inside = "";
  for (const one of markup) {
    const isBoundary = one.is !== "text" && "name" in one && (one.name === "style" || one.name === "title");
    if (isBoundary) inside = one.is === "start" && !one.closesItself ? one.name : "";
    else if (inside === "style" && one.is === "text") head += `<style>${one.text}</style>`;
    else if (inside === "") body += write(one);
  }
  return { head, body };
}

function write(markup: Markup): string {
  if (markup.is === "text") return markup.text;
  if ((markup.is !== "start" && markup.is !== "end") || FRAME.has(markup.name)) return "";
  if (markup.is === "end") return `</${markup.name}>`;
  const { name, attributes, closesItself } = markup;
  return `<${name}${attributes.map(writeAttribute).join("")}>${closesItself ? `</${name}>` : ""}`;
}

function writeAttribute({ name, value }: Attribute): string {
  return ` ${name}="${escapeHtml(readReferences(value))}"`;
}
