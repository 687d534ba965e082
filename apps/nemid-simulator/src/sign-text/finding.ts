/** Why a sign text cannot be shown, and so not signed: one breach of the operator's rules. */
export interface Finding {
  readonly rule: FindingRule;
  /** The element, attribute, property, function, font or PDF name; left out where nothing has one. */
  readonly name?: string;
  /** "line 3, column 7", "object 12", "trailer"; of the stylesheet's result for XML. */
  readonly place?: string;
  readonly says: string;
}

export type FindingRule =
  | "encoding"
  | "size"
  | "markup"
  | "element"
  | "attribute"
  | "duplicate-attribute"
  | "reference"
  | "css-syntax"
  | "css-at-rule"
  | "css-property"
  | "css-function"
  | "xml"
  | "stylesheet"
  | "transformation"
  | "pdf-syntax"
  | "pdf-name"
  | "pdf-font";

/** Nobody reads more; a file of nothing but faults must not make an answer as long as itself. */
export const MOST_FINDINGS = 200;

export function placeIn(source: string, at: number): string {
  const before = source.slice(0, at);
  const line = before.split("\n").length;
  return `line ${line}, column ${at - before.lastIndexOf("\n")}`;
}

/** A name from outside, fit to be shown: printable and short. */
export function printable(name: string): string {
  return name.replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, "?").slice(0, 60);
}
