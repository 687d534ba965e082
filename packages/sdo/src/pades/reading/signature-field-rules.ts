import type { PdfFile } from "../../pdf/file/pdf-file.js";
import { isName, type PdfDictionary, type PdfReference } from "../../pdf/syntax/pdf-value.js";
import { isSeen } from "./list-fields.js";
import { SIGNATURE_KINDS } from "./read-signature.js";

/** Of a field with its widget (ISO 32000-2 sections 12.7.5.5 and 12.5.6.19): nothing that does something. */
const OF_TIMESTAMP = ["Type", "Subtype", "FT", "T", "V", "P", "Rect", "F"];
const OF_SIGNATURE = [...OF_TIMESTAMP, "AP", "MK", "Ff", "TU", "DA"];

export function isUnseenTimestamp(file: PdfFile, field: PdfReference): boolean {
  const entries = file.dictionary(field);
  if (!entries || !isSignedField(file, entries, OF_TIMESTAMP) || isSeen(file, entries)) return false;
  return isName(kindOf(file, entries), "ETSI.RFC3161");
}

/** One that somebody has signed in. Whether it may be seen is another question, and whether it holds another. */
export function isSignatureField(file: PdfFile, field: PdfReference): boolean {
  const entries = file.dictionary(field);
  if (!entries || !isSignedField(file, entries, OF_SIGNATURE)) return false;
  return SIGNATURE_KINDS.some((kind) => isName(kindOf(file, entries), kind));
}

export function isEmptySignatureField(file: PdfFile, entries: PdfDictionary): boolean {
  return isName(file.resolve(entries.get("FT")), "Sig") && file.resolve(entries.get("V")) === null;
}

function isSignedField(file: PdfFile, entries: PdfDictionary, keys: readonly string[]): boolean {
  return [...entries.keys()].every((key) => keys.includes(key)) && isName(file.resolve(entries.get("FT")), "Sig");
}

function kindOf(file: PdfFile, entries: PdfDictionary) {
  return file.resolve(file.dictionary(entries.get("V"))?.get("SubFilter"));
}
