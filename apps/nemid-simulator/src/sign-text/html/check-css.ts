/** Style sheets and style attributes: plain rules with the properties of the list. What could fetch, hide or nest is refused. */
import type { Finding, FindingRule } from "../finding.js";
import { printable } from "../finding.js";
import { FUNCTIONS, isPropertyAllowed } from "./element-list.js";

/** A breach, and where in the text it is. */
export interface CssFault extends Omit<Finding, "place"> {
  readonly at: number;
}

const RULE = /([^{}]*)\{([^{}]*)\}/y;
const DECLARATION = /^\s*([-A-Za-z_][-\w]*)\s*:\s*(\S[\s\S]*)$/;

/** The content of a `style` element. */
export function checkStyleSheet(css: string): CssFault[] {
  const faults = findForbidden(css);
  if (faults.length > 0) return faults;
  const plain = withoutStrings(css);
  const rules: CssFault[] = [];
  let at = 0;
  for (; !isBlankFrom(plain, at); at = RULE.lastIndex) {
    RULE.lastIndex = at;
    const [, selector = "", declarations = ""] = RULE.exec(plain) ?? [];
    if (selector.trim() === "") return [...rules, syntax(at, "is no rule of a selector and declarations")];
    rules.push(...checkDeclarations(declarations, at + selector.length + 1));
  }
  return rules;
}

/** The value of a `style` attribute. */
export function checkStyleAttribute(css: string): CssFault[] {
  const faults = findForbidden(css);
  const plain = withoutStrings(css);
  if (faults.length === 0 && /[{}]/.test(plain)) return [syntax(plain.search(/[{}]/), "has a brace")];
  return faults.length > 0 ? faults : checkDeclarations(plain, 0);
}

/** Before anything is read: what makes a reader see other things than a browser. */
const FORBIDDEN: readonly (readonly [RegExp, FindingRule, string])[] = [
  [/\/\*/, "css-syntax", "a comment is not allowed"],
  [/\\/, "css-syntax", "an escape is not allowed"],
  [/[<&]/, "css-syntax", "a character is not allowed in a style"],
];
const FORBIDDEN_OUTSIDE_STRINGS: readonly (readonly [RegExp, FindingRule, string])[] = [
  [/@[-\w]*/, "css-at-rule", "an @ rule is not allowed"],
  [/["']/, "css-syntax", "a string does not end"],
];

function findForbidden(css: string): CssFault[] {
  const find = (text: string, [pattern, rule, says]: (typeof FORBIDDEN)[number]): CssFault[] => {
    const found = pattern.exec(text);
    return found ? [{ rule, says, at: found.index, ...(rule === "css-at-rule" && { name: printable(found[0]) }) }] : [];
  };
  return [
    ...FORBIDDEN.flatMap((one) => find(css, one)),
    ...FORBIDDEN_OUTSIDE_STRINGS.flatMap((one) => find(withoutStrings(css), one)),
  ];
}

/** Strings by blanks of the same length, so that places stay; their quotation marks go too. */
function withoutStrings(css: string): string {
  return css.replace(/"[^"\n]*"|'[^'\n]*'/g, (string) => "_".repeat(string.length));
}

function isBlankFrom(text: string, at: number): boolean {
  const rest = /\s*$/y;
  rest.lastIndex = at;
  return rest.test(text);
}

function checkDeclarations(plain: string, offset: number): CssFault[] {
  let at = offset;
  return plain.split(";").flatMap((declaration) => {
    const from = at;
    at += declaration.length + 1;
    return declaration.trim() === "" ? [] : checkDeclaration(declaration, from);
  });
}

function checkDeclaration(declaration: string, at: number): CssFault[] {
  const [, property, value] = DECLARATION.exec(declaration) ?? [];
  if (property === undefined || value === undefined) return [syntax(at, "is no property with a value")];
  const name = property.toLowerCase();
  const isAllowed = isPropertyAllowed(name);
  return [
    ...(isAllowed
      ? []
      : [{ rule: "css-property", name: printable(name), says: "the property is not on the list", at } as const]),
    ...checkFunctions(value, at),
  ];
}

function checkFunctions(value: string, at: number): CssFault[] {
  const called = [...value.matchAll(/([-\w]*)\s*\(/g)].map(([, name = ""]) => name.toLowerCase());
  const foreign = called.filter((name) => !FUNCTIONS.has(name));
  return foreign.map((name) => {
    return { rule: "css-function", name: printable(name), says: "the function is not allowed", at };
  });
}

function syntax(at: number, says: string): CssFault {
  return { rule: "css-syntax", says, at };
}
