import type { PdfFile } from "../../pdf/file/pdf-file.js";
import { PdfError } from "../../pdf/pdf-error.js";
import { PDF_LIMITS } from "../../pdf/pdf-limits.js";
import {
  isArray,
  isDictionary,
  isReference,
  isString,
  type PdfDictionary,
  type PdfValue,
} from "../../pdf/syntax/pdf-value.js";
import { readTextString } from "../text-string.js";

/** A field of the form that has a value. */
export interface FormField {
  readonly name: string;
  readonly isSeen: boolean;
  /** It says which fields others may change later (ISO 32000-2 section 12.7.5.5). */
  readonly isLocking: boolean;
}

/** By the number of their value. @throws PdfError for a tree without an end */
export function listFields(file: PdfFile): ReadonlyMap<number, FormField> {
  const fields = new Map<number, FormField>();
  const seen = new Set<PdfValue>();
  const waiting: PdfValue[] = [file.dictionary(file.catalog.get("AcroForm"))?.get("Fields") ?? null];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const value = file.resolve(next);
    if (seen.has(value) || seen.size > PDF_LIMITS.pages)
      throw new PdfError("damaged", "The fields of the form have no end");
    if (value !== null) seen.add(value);
    if (isArray(value)) waiting.push(...value);
    if (!isDictionary(value)) continue;
    const [kids, signature] = [value.get("Kids"), value.get("V")];
    if (kids !== undefined) waiting.push(kids);
    if (isReference(signature))
      fields.set(signature.object, merge(describe(file, value), fields.get(signature.object)));
  }
  return fields;
}

/** Several fields may have one value. */
function merge(field: FormField, other: FormField | undefined): FormField {
  if (!other) return field;
  const { isSeen, isLocking } = other;
  return { ...field, isSeen: field.isSeen || isSeen, isLocking: field.isLocking || isLocking };
}

function describe(file: PdfFile, field: PdfDictionary): FormField {
  const text = file.resolve(field.get("T"));
  return {
    name: isString(text) ? readTextString(text) : "unnamed",
    isSeen: isSeen(file, field),
    isLocking: field.has("Lock"),
  };
}

/** Anything but a rectangle without an inside; one that has others to show itself counts as seen. */
export function isSeen(file: PdfFile, field: PdfDictionary): boolean {
  const rectangle = file.resolve(field.get("Rect"));
  if (field.has("Kids") || !isArray(rectangle) || rectangle.length !== 4) return true;
  return rectangle[0] !== rectangle[2] || rectangle[1] !== rectangle[3];
}
