import { PdfError } from "../pdf-error.js";
import { PDF_LIMITS } from "../pdf-limits.js";
import { PdfScanner } from "../syntax/pdf-scanner.js";
import { readXrefStream } from "./read-xref-stream.js";
import { readXrefTable } from "./read-xref-table.js";
import type { XrefEntry, XrefSection } from "./xref-section.js";

/**
 * The section at `offset` and all that it builds on, newest first (ISO 32000-2 section 7.5.6). What a hybrid file shows to
 * readers of cross-reference streams alone (section 7.5.8.4) counts as part of its section.
 *
 * @throws PdfError
 */
export function readXrefChain(bytes: Uint8Array, offset: number): readonly XrefSection[] {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let entries = 0;
  for (let at: number | undefined = offset; at !== undefined; ) {
    if (seen.has(at)) throw new PdfError("damaged", "Cross-reference sections go round in a circle", at);
    if (seen.size >= PDF_LIMITS.revisions) throw new PdfError("too-many-revisions", "Too many revisions", at);
    seen.add(at);
    const section = readSection(bytes, at);
    sections.push(section);
    entries += section.entries.size;
    if (entries > 2 * PDF_LIMITS.objects)
      throw new PdfError("too-many-objects", "Too many objects in all revisions", at);
    at = readOffset(section, "Prev");
  }
  return sections;
}

function readSection(bytes: Uint8Array, offset: number): XrefSection {
  if (offset >= bytes.length) throw new PdfError("damaged", "A cross-reference section past the end", offset);
  const isTable = new PdfScanner(bytes, offset).readWord() === "xref";
  if (!isTable) return readXrefStream(bytes, offset);
  const table = readXrefTable(bytes, offset);
  const hidden = readOffset(table, "XRefStm");
  if (hidden === undefined) return table;
  const stream = readXrefStream(bytes, hidden);
  if (stream.trailer.has("Prev") && readOffset(stream, "Prev") !== readOffset(table, "Prev"))
    throw new PdfError("damaged", "A hybrid file builds on two things", offset);
  return { ...table, hidden, entries: merge(table, stream) };
}

/** Old readers see the table, new ones the stream too, and some take a free object of the table for that: not two things of one object. */
function merge(table: XrefSection, hidden: XrefSection): ReadonlyMap<number, XrefEntry> {
  const entries = new Map(table.entries);
  for (const [object, entry] of hidden.entries) {
    if (!entries.has(object)) entries.set(object, entry);
    else throw new PdfError("damaged", "A hybrid file places an object twice", table.offset);
  }
  return entries;
}

function readOffset({ trailer, offset }: XrefSection, key: "Prev" | "XRefStm"): number | undefined {
  const value = trailer.get(key);
  if (value === undefined) return undefined;
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new PdfError("damaged", `${key} is no place in the file`, offset);
}
