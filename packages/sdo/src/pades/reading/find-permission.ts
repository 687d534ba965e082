import type { PdfFile } from "../../pdf/file/pdf-file.js";
import { isArray, isName, type PdfValue } from "../../pdf/syntax/pdf-value.js";
import type { PadesSignature } from "./pades.js";

/**
 * What a signature's references (ISO 32000-2 section 12.8.2) let others do: with DocMDP 1 nothing, with 2 and 3 they may sign. What locks
 * fields, or is of another kind, is not looked into.
 */
export function findPermission(file: PdfFile, references: PdfValue | undefined): PadesSignature["permits"] {
  const list = file.resolve(references);
  if (list === null) return "signatures";
  if (!isArray(list)) return "unknown";
  const each = list.map((reference) => permissionOf(file, reference));
  return each.find((one) => one === "nothing") ?? each.find((one) => one === "unknown") ?? "signatures";
}

function permissionOf(file: PdfFile, reference: PdfValue): PadesSignature["permits"] {
  const entries = file.dictionary(reference);
  if (!isName(file.resolve(entries?.get("TransformMethod")), "DocMDP")) return "unknown";
  const level = file.resolve(file.dictionary(entries?.get("TransformParams"))?.get("P")) ?? 2; // the default of table 257
  if (level === 1) return "nothing";
  return level === 2 || level === 3 ? "signatures" : "unknown";
}
