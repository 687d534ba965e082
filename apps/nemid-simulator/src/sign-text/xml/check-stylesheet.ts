/**
 * Whether an XSLT 1.0 stylesheet keeps to itself. It is refused before it runs when it could read anything but the sign
 * text: other stylesheets, other documents, functions and elements of some processor's own.
 */
import type { Attr, Element } from "@xmldom/xmldom";
import { type Finding, MOST_FINDINGS, printable } from "../finding.js";
import { elementsWithin, readXml } from "./read-xml.js";

const XSLT = "http://www.w3.org/1999/XSL/Transform";

/** XSLT 1.0 without `import` and `include`. */
const INSTRUCTIONS = new Set(
  `apply-imports apply-templates attribute attribute-set call-template choose comment copy copy-of decimal-format element
  fallback for-each if key message namespace-alias number otherwise output param preserve-space processing-instruction sort
  strip-space stylesheet template text transform value-of variable when with-param`.split(/\s+/),
);

/** XPath 1.0 and XSLT 1.0 without `document` and `unparsed-entity-uri`; and the tests of nodes, which are written alike. */
const FUNCTIONS = new Set(
  `boolean ceiling concat contains count current element-available false floor format-number function-available generate-id
  id key lang last local-name name namespace-uri normalize-space not number position round starts-with string string-length
  substring substring-after substring-before sum system-property translate true
  comment node processing-instruction text`.split(/\s+/),
);

/** Attributes of instructions that hold an expression or a pattern. */
const EXPRESSIONS = new Set(["select", "test", "match", "use", "count", "from", "value"]);
const EXTENDING = ["extension-element-prefixes"];

/** @param text of the stylesheet */
export function checkStylesheet(text: string): readonly Finding[] {
  const root = readXml(text);
  if (typeof root === "string") return [finding(root)];
  if (root.namespaceURI !== XSLT || !/^(stylesheet|transform)$/.test(root.localName ?? ""))
    return [finding("is no XSLT stylesheet")];
  if (root.getAttribute("version") !== "1.0") return [finding("is not of version 1.0")];
  return elementsWithin(root).flatMap(checkElement).slice(0, MOST_FINDINGS);
}

function checkElement(element: Element): readonly Finding[] {
  const isInstruction = element.namespaceURI === XSLT;
  const name = element.localName ?? "";
  const attributes = [...element.attributes];
  return [
    ...(isInstruction && !INSTRUCTIONS.has(name) ? [finding("the instruction is not allowed", `xsl:${name}`)] : []),
    ...attributes.filter(isExtending).map(({ name: extending }) => finding("extensions are not allowed", extending)),
    ...attributes.flatMap((one) => expressionsIn(one, isInstruction)).flatMap(checkExpression),
  ];
}

function isExtending({ localName }: Attr): boolean {
  return EXTENDING.includes(localName ?? "");
}

/** Of literal elements and of `name` and the like, what stands in braces. */
function expressionsIn({ name, value }: Attr, isInstruction: boolean): readonly string[] {
  if (isInstruction && EXPRESSIONS.has(name)) return [value];
  return [...value.matchAll(/\{([^}]*)\}/g)].map(([, expression = ""]) => expression);
}

/** A name before a parenthesis is a function; texts in quotation marks are none. */
function checkExpression(expression: string): readonly Finding[] {
  const plain = expression.replace(/"[^"]*"|'[^']*'/g, "''");
  const called = [...plain.matchAll(/([\p{L}_][\p{L}\p{N}_.:-]*)\s*\(/gu)].map(([, name = ""]) => name);
  const foreign = called.filter((name) => !FUNCTIONS.has(name.replace(/^.*::/, "")) && !OPERATORS.has(name));
  return foreign.map((name) => finding("the function is not allowed", name));
}

const OPERATORS = new Set(["and", "or", "div", "mod"]);

function finding(says: string, name?: string): Finding {
  return { rule: "stylesheet", says, place: "stylesheet", ...(name !== undefined && { name: printable(name) }) };
}
