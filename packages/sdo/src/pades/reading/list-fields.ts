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
  /** With those of the fields above it, as `a.b` (ISO 32000-2 section 12.7.4.2). */
  readonly name: string;
  readonly isSeen: boolean;
  /** Which fields others may not change later (section 12.7.5.5). */
  readonly lock: PdfValue | undefined;
}

interface Place {
  readonly value: PdfValue;
  readonly above: string;
}

/** By the number of their value. @throws PdfError for a tree without an end */
export function listFields(file: PdfFile): ReadonlyMap<number, FormField> {
  const fields = new Map<number, FormField>();
  const seen = new Set<PdfValue>();
  const waiting: Place[] = [{ value: file.dictionary(file.catalog.get("AcroForm"))?.get("Fields") ?? null, above: "" }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { above } = next;
    const value = file.resolve(next.value);
    if (seen.has(value) || seen.size > PDF_LIMITS.pages)
      throw new PdfError("damaged", "The fields of the form have no end");
    if (value !== null) seen.add(value);
    if (isArray(value)) waiting.push(...value.map((each) => ({ value: each, above })));
    if (!isDictionary(value)) continue;
    const [kids, signature] = [value.get("Kids"), value.get("V")];
    const field = describe(file, value, above);
    if (kids !== undefined) waiting.push({ value: kids, above: field.name });
    if (isReference(signature)) fields.set(signature.object, merge(field, fields.get(signature.object)));
  }
  return fields;
}

/** Several fields may have one value. */
function merge(field: FormField, other: FormField | undefined): FormField {
  return other ? { ...field, isSeen: field.isSeen || other.isSeen, lock: field.lock ?? other.lock } : field;
}

function describe(file: PdfFile, field: PdfDictionary, above: string): FormField {
  const text = file.resolve(field.get("T"));
  const name = [above, isString(text) ? readTextString(text) : ""].filter((part) => part !== "").join(".");
  return { name: name === "" ? "unnamed" : name, isSeen: isSeen(file, field), lock: field.get("Lock") };
}

/** Anything but a rectangle without an inside; one that has others to show itself counts as seen. */
export function isSeen(file: PdfFile, field: PdfDictionary): boolean {
  const rectangle = file.resolve(field.get("Rect"));
  if (field.has("Kids") || !isArray(rectangle) || rectangle.length !== 4) return true;
  return rectangle[0] !== rectangle[2] || rectangle[1] !== rectangle[3];
}
