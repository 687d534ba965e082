/**
 * Whether an SVG is a picture and nothing else. It is served as a file of the gateway's origin, where a person may open it by itself:
 * so no script, no event handler, no foreign content, and nothing fetched from elsewhere. What is not known to be harmless is refused.
 */
import type { Problem } from "../findings.js";

const ELEMENTS = new Set(
  (
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan " +
    "linearGradient radialGradient stop clipPath mask"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "id class version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy d points pathLength " +
    "transform fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray " +
    "stroke-dashoffset stroke-opacity opacity color clip-path clip-rule mask maskUnits maskContentUnits clipPathUnits gradientUnits " +
    "gradientTransform spreadMethod offset stop-color stop-opacity font-family font-size font-weight font-style text-anchor " +
    "dominant-baseline letter-spacing style display visibility overflow vector-effect shape-rendering role aria-label " +
    "aria-labelledby aria-hidden focusable xml:space xmlns xmlns:xlink href xlink:href"
  ).split(" "),
);
const FUNCTIONS = new Set("matrix translate scale rotate skewX skewY rgb rgba hsl hsla".split(" "));
const NAMESPACES = new Set(["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]);
const MAX_DEPTH = 64;

const DECLARATION = /^\uFEFF?(<\?xml [^<>?]*\?>)?/;
const COMMENT = /<!--(?!-?>)(?:(?!--)[\s\S])*-->/;
const CLOSING = /<\/([A-Za-z]+)\s*>/;
const OPENING = /<([A-Za-z]+)((?:\s+[A-Za-z:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/;
const TOKEN = new RegExp(`${COMMENT.source}|${CLOSING.source}|${OPENING.source}|[^<]+`);
const ATTRIBUTE = /([A-Za-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9A-Fa-f]{1,6});)/;

/** @returns what is wrong with it, naming the element or attribute; undefined when it is a plain picture */
export function svgProblem(svg: string): Problem | undefined {
  const open: string[] = [];
  const read = new RegExp(TOKEN, "y");
  read.lastIndex = DECLARATION.exec(svg)?.[0].length ?? 0;
  let isBegun = false;
  while (read.lastIndex < svg.length) {
    const token = read.exec(svg);
    if (!token || isMisplaced(token, open, isBegun)) return NOT_SVG;
    const [, closing, opening, attributes = "", empty] = token;
    const problem = opening && elementProblem(opening, attributes);
    if (problem) return problem;
    if (opening) isBegun = true;
    if (opening && !empty) open.push(opening);
    if (closing) open.pop();
  }
  return isBegun && open.length === 0 ? undefined : NOT_SVG;
}

/** Whether a token breaks the form of XML: one root, tags in pairs, nothing but space and comments outside. */
function isMisplaced(token: RegExpExecArray, open: readonly string[], isBegun: boolean): boolean {
  const [all, closing, opening] = token;
  if (all.startsWith("<!--")) return false;
  if (ENTITY.test(all) || open.length > MAX_DEPTH) return true;
  if (closing) return open.at(-1) !== closing;
  if (open.length > 0) return false;
  return opening ? isBegun || opening !== "svg" : all.trim() !== "";
}

function elementProblem(name: string, attributes: string): Problem | undefined {
  if (!ELEMENTS.has(name)) return { message: `holds the element ${name}`, remedy: PLAIN };
  if (name === "svg" && !/\sxmlns\s*=\s*["']http:\/\/www\.w3\.org\/2000\/svg["']/.test(attributes)) return NOT_SVG;
  const seen = new Set<string>();
  for (const [, attribute = "", double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (seen.has(attribute)) return NOT_SVG;
    seen.add(attribute);
    const problem = attributeProblem(attribute, double ?? single ?? "");
    if (problem) return problem;
  }
  return undefined;
}

function attributeProblem(name: string, value: string): Problem | undefined {
  if (!ATTRIBUTES.has(name)) return { message: `holds the attribute ${name}`, remedy: PLAIN };
  const refers = { message: `refers to something outside itself in ${name}`, remedy: PLAIN };
  if (name.startsWith("xmlns")) return NAMESPACES.has(value) ? undefined : refers;
  if (name.endsWith("href")) return /^#[\w.-]+$/.test(value) ? undefined : refers;
  if (name === "aria-label") return undefined;
  // Escapes and character references could spell url( or @import in ways that a search does not see.
  if (/[\\@&]|\/\*|:\/\/|javascript:|data:/i.test(value)) return refers;
  const functions = value.replace(/url\((["']?)#[\w.-]+\1\)/g, "").matchAll(/([\w-]*)\s*\(/g);
  return [...functions].every(([, called = ""]) => FUNCTIONS.has(called)) ? undefined : refers;
}

const PLAIN =
  "export it again as a plain SVG: shapes and gradients, no scripts, styles, links or pictures (svgo does it)";
const NOT_SVG = { message: "is not a plain, well-formed SVG", remedy: PLAIN };
