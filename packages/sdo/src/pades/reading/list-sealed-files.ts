import { PdfFile } from "../../pdf/file/pdf-file.js";
import { PdfError } from "../../pdf/pdf-error.js";
import { type AttachedFile, listAttachedFiles } from "./list-attached-files.js";
import type { Pades } from "./pades.js";

/** The attached files as they were sealed, whatever was appended since. None, when that cannot be told. */
export function listSealedFiles({ signatures }: Pades): readonly AttachedFile[] {
  const sealed = signatures.find(({ kind }) => kind === "signature")?.signed;
  if (!(sealed instanceof PdfFile)) return [];
  try {
    return listAttachedFiles(sealed);
  } catch (error) {
    if (error instanceof PdfError) return [];
    throw error;
  }
}
