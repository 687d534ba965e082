import { PDF_LIMITS } from "../pdf-limits.js";
import { PdfScanner } from "../syntax/pdf-scanner.js";
import type { XrefEntry, XrefSection } from "./xref-section.js";

/** A table and its trailer (ISO 32000-2 section 7.5.4). @throws PdfError */
export function readXrefTable(bytes: Uint8Array, offset: number): XrefSection {
  const scanner = new PdfScanner(bytes, offset);
  scanner.readKeyword("xref");
  const entries = new Map<number, XrefEntry>();
  while (!isAtTrailer(scanner)) readSubsection(scanner, entries);
  const placed = scanner.readPlacedDictionary();
  const trailer = new Map([...placed].map(([key, { value }]) => [key, value]));
  return { offset, end: scanner.at, form: "table", trailer, entries };
}

function isAtTrailer(scanner: PdfScanner): boolean {
  const start = scanner.at;
  if (scanner.readWord() === "trailer") return true;
  scanner.at = start;
  return false;
}

function readSubsection(scanner: PdfScanner, entries: Map<number, XrefEntry>): void {
  const first = scanner.readCount();
  const count = scanner.readCount();
  // Some readers take a free object 1 for object 0, and count all that follow from there.
  if (first === 1 && count > 0 && isFree(scanner)) scanner.fail("A cross-reference table begins with a free object 1");
  if (entries.size + count > PDF_LIMITS.objects) scanner.fail("Too many objects", "too-many-objects");
  for (let object = first; object < first + count; object++) {
    if (entries.has(object)) scanner.fail("An object stands twice in a cross-reference table");
    entries.set(object, readEntry(scanner));
  }
}

function readEntry(scanner: PdfScanner): XrefEntry {
  const offset = scanner.readCount();
  const generation = scanner.readCount();
  const use = scanner.readWord();
  if (use === "f") return { kind: "free" };
  return use === "n" ? { kind: "at", offset, generation } : scanner.fail("Neither n nor f in a cross-reference table");
}

function isFree(scanner: PdfScanner): boolean {
  const start = scanner.at;
  const { kind } = readEntry(scanner);
  scanner.at = start;
  return kind === "free";
}
