/** A file from its first byte to its last, as a reader finds it who does not go by the cross-references. */
import type { PdfFile } from "../file/pdf-file.js";
import { readIndirectObject } from "../file/read-indirect-object.js";
import { readXrefTable } from "../file/read-xref-table.js";
import { PDF_LIMITS } from "../pdf-limits.js";
import { isDigit } from "../syntax/characters.js";
import { PdfScanner } from "../syntax/pdf-scanner.js";
import { isName, isStream, type PdfValue } from "../syntax/pdf-value.js";

export interface FoundObject {
  readonly object: number;
  readonly generation: number;
  readonly offset: number;
  readonly form: "value" | "stream" | "object-stream" | "xref-stream";
}

export interface FileParts {
  readonly objects: readonly FoundObject[];
  /** Where cross-reference tables begin. */
  readonly tables: readonly number[];
}

/** @throws PdfError when there is anything else than objects, cross-references and comments in it */
export function walkFile(file: PdfFile): FileParts {
  const scanner = new PdfScanner(file.bytes.subarray(0, file.end), 0);
  const objects: FoundObject[] = [];
  const tables: number[] = [];
  for (scanner.skipSpace(); scanner.at < file.end; scanner.skipSpace()) {
    if (isDigit(scanner.bytes[scanner.at])) objects.push(readObject(file, scanner));
    else readOther(scanner, tables);
    if (objects.length > 2 * PDF_LIMITS.objects) scanner.fail("Too many objects in all revisions", "too-many-objects");
  }
  return { objects, tables };
}

function readObject(file: PdfFile, scanner: PdfScanner): FoundObject {
  const offset = scanner.at;
  const found = readIndirectObject(scanner.bytes, offset, (length) => file.resolve(length));
  scanner.at = found.end;
  return { object: found.object, generation: found.generation, offset, form: formOf(found.value) };
}

function formOf(value: PdfValue): FoundObject["form"] {
  if (!isStream(value)) return "value";
  const type = value.dictionary.get("Type");
  if (isName(type, "ObjStm")) return "object-stream";
  return isName(type, "XRef") ? "xref-stream" : "stream";
}

/** A table with its trailer, or `startxref` and its number; `%%EOF` is a comment. */
function readOther(scanner: PdfScanner, tables: number[]): void {
  const offset = scanner.at;
  const word = scanner.readWord();
  if (word === "startxref") {
    scanner.readCount();
    return;
  }
  if (word !== "xref") scanner.fail("Something stands between the objects that is no part of a PDF");
  tables.push(offset);
  scanner.at = readXrefTable(scanner.bytes, offset).end;
}
