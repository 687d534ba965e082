import { PdfError } from "../pdf-error.js";
import { PDF_LIMITS } from "../pdf-limits.js";
import { isArray, isName, isStream, type PdfDictionary, type PdfValue } from "../syntax/pdf-value.js";
import { expandStream } from "./expand-stream.js";
import { readIndirectObject } from "./read-indirect-object.js";
import type { XrefEntry, XrefSection } from "./xref-section.js";

type Index = readonly (readonly [first: number, count: number])[];
type Widths = readonly [type: number, second: number, third: number];

/** Bytes beyond the rows themselves, which a predictor may make half as long again. */
const ROOM = 1024;

/** A cross-reference stream, whose dictionary is the trailer too (ISO 32000-2 section 7.5.8). @throws PdfError */
export function readXrefStream(bytes: Uint8Array, offset: number): XrefSection {
  const { object, value, end } = readIndirectObject(bytes, offset, refuseReference);
  if (!isStream(value) || !isName(value.dictionary.get("Type"), "XRef"))
    throw new PdfError("damaged", "Neither a cross-reference table nor a stream", offset);
  const trailer = value.dictionary;
  const [widths, index] = [readWidths(trailer), readIndex(trailer)];
  const rows = expandStream(value, 2 * lengthOf(widths, index) + ROOM);
  const entries = readRows(rows, widths, index);
  const own = entries.get(object);
  if (own?.kind === "at" && own.offset !== offset)
    throw new PdfError("damaged", "A cross-reference stream places itself elsewhere", offset);
  return { offset, end, form: "stream", trailer, entries };
}

/** Before there are cross-references nothing can be looked up. */
function refuseReference(): never {
  throw new PdfError("damaged", "A cross-reference stream needs another object to be read");
}

/** Of all rows. */
function lengthOf(widths: Widths, index: Index): number {
  const total = index.reduce((sum, [, count]) => sum + count, 0);
  if (total > PDF_LIMITS.objects) throw new PdfError("too-many-objects", "Too many objects");
  return total * (widths[0] + widths[1] + widths[2]);
}

function readRows(rows: Uint8Array, widths: Widths, index: Index) {
  const width = widths[0] + widths[1] + widths[2];
  if (width === 0 || rows.length < lengthOf(widths, index))
    throw new PdfError("damaged", "A cross-reference stream is too short");
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  for (const [first, count] of index) {
    for (let object = first; object < first + count; object++, at += width) {
      if (entries.has(object)) throw new PdfError("damaged", "An object stands twice in a cross-reference stream");
      entries.set(object, readRow(rows, at, widths));
    }
  }
  return entries;
}

function readRow(rows: Uint8Array, at: number, [typeWidth, secondWidth, thirdWidth]: Widths): XrefEntry {
  const type = typeWidth === 0 ? 1 : readField(rows, at, typeWidth); // absent: 1 (table 17)
  const second = readField(rows, at + typeWidth, secondWidth);
  const third = readField(rows, at + typeWidth + secondWidth, thirdWidth);
  if (type === 1) return { kind: "at", offset: second, generation: third };
  if (type === 2) return { kind: "packed", container: second, index: third };
  if (type === 0) return { kind: "free" };
  throw new PdfError("damaged", "A cross-reference stream has rows of an unknown kind");
}

function readField(rows: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + rows[at + i]!;
  return value;
}

function readWidths(trailer: PdfDictionary): Widths {
  const widths = readCounts(trailer.get("W"));
  if (widths.length !== 3 || widths.some((width) => width > 7))
    throw new PdfError("damaged", "A cross-reference stream without its field widths");
  return [widths[0]!, widths[1]!, widths[2]!];
}

function readIndex(trailer: PdfDictionary): Index {
  const index = trailer.has("Index")
    ? readCounts(trailer.get("Index"))
    : [0, ...readCounts([trailer.get("Size") ?? null])];
  if (index.length % 2 === 1) throw new PdfError("damaged", "A cross-reference stream with half an index");
  return Array.from({ length: index.length / 2 }, (_, i) => [index[2 * i]!, index[2 * i + 1]!] as const);
}

function readCounts(value: PdfValue | undefined): readonly number[] {
  const isCount = (each: PdfValue): each is number => Number.isSafeInteger(each) && (each as number) >= 0;
  if (!isArray(value) || !value.every(isCount))
    throw new PdfError("damaged", "A cross-reference stream without its numbers");
  return value;
}
