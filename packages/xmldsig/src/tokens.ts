/** What the scanner finds, in the order of the bytes. Strings are byte strings, values are expanded, offsets are of bytes. */
export interface StartTag {
  readonly kind: "start";
  readonly name: string; // as written, with its prefix
  readonly local: string;
  readonly namespace: string; // "" when none
  readonly attributes: readonly Attribute[]; // in the order written
  readonly declarations: readonly NamespaceDeclaration[];
  readonly start: number;
  readonly end: number;
}
export interface EndTag {
  readonly kind: "end";
  readonly name: string;
  readonly start: number;
  readonly end: number;
}
interface TextRun {
  readonly kind: "text";
  readonly value: string;
  readonly start: number;
  readonly end: number;
}
/** Only where the caller admitted comments. */
interface Comment {
  readonly kind: "comment";
  readonly start: number;
  readonly end: number;
}
export type Token = StartTag | EndTag | TextRun | Comment;

export interface Attribute {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
}
export interface NamespaceDeclaration {
  readonly prefix: string; // "" for the default namespace
  readonly uri: string; // "" takes the default namespace back
  /** What the prefix meant outside this element, "" when nothing: a declaration that changes nothing is not canonical. */
  readonly outside: string;
}
