/** HTML as NemID's clients take it: by the operator's list of elements and attributes, well formed, and without anything from outside. */
import { type Finding, finding, quote } from "../findings.js";
import { findBadCharacters } from "../text/text-rules.js";
import { allowedElements, elementsWithoutText, onlyIn } from "./allowed-html.js";
import { inspectDeclarations, inspectStylesheet } from "./css-rules.js";
import { findMoved } from "./find-moved.js";
import { type HtmlElement, readHtml } from "./read-html.js";

export function inspectHtml(source: string): readonly Finding[] {
  const { elements, findings } = readHtml(source);
  const found = [
    ...beginsWithHtml(source),
    ...findBadCharacters(source),
    ...findings,
    ...elements.flatMap((element) => [
      ...isAllowed(element),
      ...inspectAttributes(element),
      ...inspectContent(element),
    ]),
  ];
  // What a browser makes of it is asked of a document that is well formed: else it moves what is not closed, too.
  return found.length > 0 ? found : findMoved(source, elements);
}

/** Signed texts do not say their format: by this beginning a reader knows HTML, and the clients demand it. */
function beginsWithHtml(source: string): readonly Finding[] {
  const begins = /^[ \t\r\n]*<html[ \t\r\n>]/i.test(source);
  return begins ? [] : [finding("it does not begin with the tag html", "html")];
}

function isAllowed({ name, line, parent }: HtmlElement): readonly Finding[] {
  if (!Object.hasOwn(allowedElements, name)) return [finding(`line ${line}: NemID shows no <${name}>`, name)];
  if (name === "html" && parent) return [finding(`line ${line}: <html> stands within <${parent.name}>`, name)];
  const place = Object.hasOwn(onlyIn, name) ? onlyIn[name] : undefined;
  const isMisplaced = place !== undefined && parent?.name !== place;
  return isMisplaced ? [finding(`line ${line}: <${name}> stands outside of <${place}>`, name)] : [];
}

function inspectAttributes({ name, line, attributes }: HtmlElement): readonly Finding[] {
  const allowed = Object.hasOwn(allowedElements, name) ? (allowedElements[name] ?? []) : undefined;
  if (allowed === undefined) return []; // the element is refused already
  return attributes.flatMap(({ name: attribute, value }) => {
    if (!allowed.includes(attribute))
      return [finding(`line ${line}: NemID takes no attribute ${quote(attribute)} of <${name}>`, name, attribute)];
    return inspectValue({ name, line }, attribute, value);
  });
}

function inspectValue(
  { name, line }: Pick<HtmlElement, "name" | "line">,
  attribute: string,
  value: string,
): readonly Finding[] {
  if (attribute === "style") return inspectDeclarations(value, line, [name, attribute]);
  if (attribute === "href" && !value.startsWith("#"))
    return [
      finding(`line ${line}: a link may only lead to a place in the document itself, as "#place"`, name, attribute),
    ];
  if (name === "style" && value.trim().toLowerCase() !== "text/css")
    return [finding(`line ${line}: a style sheet is text/css, not ${quote(value)}`, name, attribute)];
  return [];
}

function inspectContent({ name, line, text }: HtmlElement): readonly Finding[] {
  if (name === "style") return inspectStylesheet(text, line);
  const isMisplaced = elementsWithoutText.has(name) && /[^ \t\r\n\f]/.test(text);
  return isMisplaced ? [finding(`line ${line}: text stands directly in <${name}>: ${quote(text.trim())}`, name)] : [];
}
