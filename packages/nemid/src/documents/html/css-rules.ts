/** CSS as NemID's clients take it: the operator's properties, and no rules, functions or comments beyond plain declarations. */
import { type CssNode, type ParseOptions, parse, walk } from "css-tree";
import { type Finding, finding, quote } from "../findings.js";
import { allowedFunctions, isAllowedProperty } from "./allowed-css.js";

type Path = readonly (string | number)[];

/** @param css the text of an element style; `line` is where it begins in the document */
export function inspectStylesheet(css: string, line: number): readonly Finding[] {
  return inspect(css, "stylesheet", line, ["style"]);
}

/** @param css the value of an attribute style */
export function inspectDeclarations(css: string, line: number, path: Path): readonly Finding[] {
  return inspect(css, "declarationList", line, path);
}

function inspect(
  css: string,
  context: NonNullable<ParseOptions["context"]>,
  line: number,
  path: Path,
): readonly Finding[] {
  const found: Finding[] = [];
  const object = ({ what, word }: Objection, loc?: CssNode["loc"]) =>
    void found.push(finding(`line ${line - 1 + (loc?.start.line ?? 1)}: ${what}`, ...path, ...(word ? [word] : [])));
  // An escape can spell any word so that only a browser reads it. Nothing on the list needs one.
  if (css.includes("\\")) object({ what: "a backslash in CSS" });
  if (!isClosed(css)) object({ what: "malformed CSS: a bracket or a quotation mark is not closed" });
  const tree = parse(css, {
    context,
    positions: true,
    onParseError: ({ message }) => object({ what: `malformed CSS: ${message}` }),
    onComment: (_value, loc) => object({ what: "a comment in CSS" }, loc),
  });
  walk(tree, (node) => {
    const objection = objectTo(node);
    if (objection) object(objection, node.loc);
  });
  return found;
}

/** A browser closes at the end what is open, and says nothing. */
function isClosed(css: string): boolean {
  const withoutTexts = css.replace(/"[^"\n]*"|'[^'\n]*'/g, "");
  const count = (mark: string) => withoutTexts.split(mark).length;
  return (
    !/["']/.test(withoutTexts) && ["{}", "()", "[]"].every((pair) => count(pair[0] ?? "") === count(pair[1] ?? ""))
  );
}

interface Objection {
  readonly what: string;
  readonly word?: string; // the property, function or rule
}

function objectTo(node: CssNode): Objection | undefined {
  switch (node.type) {
    case "Atrule":
      return { what: `CSS may have no rule @${node.name}`, word: `@${node.name}` };
    case "Url":
      return { what: "CSS may fetch nothing: url()", word: "url" };
    case "Function":
      return objectToFunction(node.name.toLowerCase());
    case "Declaration":
      return objectToProperty(node.property.toLowerCase());
    case "Raw":
      return { what: `malformed CSS: ${quote(node.value)}` };
    case "CDO":
    case "CDC":
      return { what: "CSS hidden behind <!-- -->" };
    case "Block":
      return node.children.some(({ type }) => type === "Rule") ? { what: "a CSS rule within a rule" } : undefined;
    default:
      return undefined;
  }
}

function objectToFunction(word: string): Objection | undefined {
  return allowedFunctions.has(word) ? undefined : { what: `CSS may use no function ${quote(word)}`, word };
}

function objectToProperty(word: string): Objection | undefined {
  return isAllowedProperty(word) ? undefined : { what: `NemID takes no CSS property ${quote(word)}`, word };
}
