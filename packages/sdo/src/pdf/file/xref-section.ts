import type { PdfDictionary } from "../syntax/pdf-value.js";

/** Where an object is: at a byte of the file, or in a stream of objects. `free`: there is none (any more). */
export type XrefEntry =
  | { readonly kind: "free" }
  | { readonly kind: "at"; readonly offset: number; readonly generation: number }
  | { readonly kind: "packed"; readonly container: number; readonly index: number };

/** One cross-reference section, as each saving of a file appends one (ISO 32000-2 section 7.5.6). */
export interface XrefSection {
  readonly offset: number;
  /** Just after it, trailer and all. */
  readonly end: number;
  /** Where a hybrid file's cross-reference stream begins, whose entries count as this section's. */
  readonly hidden?: number;
  readonly form: "table" | "stream";
  readonly trailer: PdfDictionary;
  readonly entries: ReadonlyMap<number, XrefEntry>;
}
