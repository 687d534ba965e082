import type { PdfFile } from "../../pdf/file/pdf-file.js";
import { PdfError } from "../../pdf/pdf-error.js";
import { appendRevision } from "../../pdf/writing/append-revision.js";
import type { GrowingFile } from "../../pdf/writing/growing-file.js";
import type { NewObjects } from "../../pdf/writing/new-objects.js";

/** Of a trailer; the rest follows from the revision. */
const KEPT = ["Root", "Info", "ID"];

/**
 * Appends objects to a file as its next revision.
 *
 * @param read the same file, as it was read
 * @returns where each of them begins
 * @throws PdfError "unsupported-filter" for a file with cross-reference streams
 */
export function appendNext(file: GrowingFile, read: PdfFile, objects: NewObjects): ReadonlyMap<number, number> {
  const [newest] = read.sections;
  if (newest?.form !== "table")
    throw new PdfError("unsupported-filter", "Only files with cross-reference tables are added to");
  const trailer = new Map([...read.trailer].filter(([key]) => KEPT.includes(key)));
  return appendRevision(file, { objects: objects.values, trailer, size: objects.size, previous: newest.offset });
}
