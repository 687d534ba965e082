/** Where the objects of a file stand: its tables and streams of cross-references, the newest first (ISO 32000-1, 7.5). */
import type { Allowance } from "./decode-stream.js";
import { decodeStream } from "./decode-stream.js";
import { entryOf, isNode, nameOf, numberOf, type PdfDictionary, PdfFault } from "./pdf-value.js";
import { findObjectAt, type ReadObject, streamOf } from "./read-object.js";
import { PdfReader } from "./read-value.js";

/** In the file, within a stream of objects, or nowhere. */
export type Location = { readonly at: number } | { readonly within: number } | "free";

export interface CrossReference {
  readonly locations: ReadonlyMap<number, Location>;
  readonly trailers: readonly PdfDictionary[]; // the newest first
}

const MOST_SECTIONS = 1_000;
const MOST_OBJECTS = 500_000;

export function readCrossReference(bytes: Buffer, allowance: Allowance): CrossReference {
  const locations = new Map<number, Location>();
  const trailers: PdfDictionary[] = [];
  const visited = new Set<number>();
  const waiting = [findStart(bytes)];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (visited.has(at)) continue;
    if (visited.add(at).size > MOST_SECTIONS) throw new PdfFault("there are too many cross-reference sections");
    const section = readSection(bytes, at, allowance);
    for (const [number, location] of section.entries) if (!locations.has(number)) locations.set(number, location);
    if (locations.size > MOST_OBJECTS) throw new PdfFault("there are too many objects");
    trailers.push(section.trailer);
    const next = ["XRefStm", "Prev"].map((key) => numberOf(section.trailer, key));
    waiting.push(...next.filter((one) => one !== undefined));
  }
  return { locations, trailers };
}

const TAIL = 2048;

function findStart(bytes: Buffer): number {
  const tail = Math.max(0, bytes.length - TAIL);
  const at = bytes.lastIndexOf("startxref");
  if (at < tail) throw new PdfFault("the end of the file does not say where its cross-references are");
  return new PdfReader(bytes, at + "startxref".length).readInteger();
}

interface Section {
  readonly entries: readonly (readonly [number: number, Location])[];
  readonly trailer: PdfDictionary;
}

function readSection(bytes: Buffer, at: number, allowance: Allowance): Section {
  const reader = new PdfReader(bytes, at);
  return reader.takeWord("xref") ? readTable(reader) : readStream(bytes, findObjectAt(bytes, at), allowance);
}

function readTable(reader: PdfReader): Section {
  const entries: (readonly [number, Location])[] = [];
  while (!reader.takeWord("trailer")) {
    const first = reader.readInteger();
    const count = reader.readInteger();
    for (let index = 0; index < count; index++) entries.push([first + index, readEntry(reader)]);
  }
  const trailer = reader.readValue();
  if (!isNode(trailer) || trailer.is !== "dictionary") throw reader.fault("a trailer was expected");
  return { entries, trailer };
}

/** An object in use at byte 0, where the file's own header stands, is one that some writers mean to be free. */
function readEntry(reader: PdfReader): Location {
  const at = reader.readInteger();
  reader.readInteger();
  const kind = reader.readWord();
  if (kind !== "n" && kind !== "f") throw reader.fault("a cross-reference is neither in use nor free");
  return kind === "f" || at === 0 ? "free" : { at };
}

function readStream(bytes: Buffer, { value }: ReadObject, allowance: Allowance): Section {
  if (!isNode(value) || value.is !== "dictionary" || nameOf(value, "Type") !== "XRef")
    throw new PdfFault("a section of cross-references was expected");
  const data = decodeStream(value, streamOf(bytes, value), allowance);
  const widths = integersIn(value, "W");
  const size = numberOf(value, "Size") ?? 0;
  const ranges = integersIn(value, "Index");
  return { entries: readEntries(data, widths, ranges.length > 0 ? ranges : [0, size]), trailer: value };
}

function integersIn(dictionary: PdfDictionary, key: string): readonly number[] {
  const value = entryOf(dictionary, key);
  const items = isNode(value) && value.is === "array" ? value.items : [];
  if (!items.every((one): one is number => Number.isInteger(one) && (one as number) >= 0))
    throw new PdfFault(`${key} of a cross-reference stream must be whole numbers`);
  return items;
}

/** Rows of three numbers: the kind (1 when left out), and two that depend on it (7.5.8.3). */
function readEntries(data: Uint8Array, widths: readonly number[], ranges: readonly number[]): Section["entries"] {
  const [kind = 0, second = 0, third = 0] = widths;
  const row = kind + second + third;
  if (widths.length < 3 || row === 0 || Math.max(kind, second, third) > 6)
    throw new PdfFault("W of a cross-reference stream is impossible");
  const entries: (readonly [number, Location])[] = [];
  let at = 0;
  for (let index = 0; index + 1 < ranges.length; index += 2) {
    for (let number = 0; number < ranges[index + 1]! && at + row <= data.length; number++, at += row) {
      const is = kind === 0 ? 1 : readNumber(data, at, kind);
      entries.push([ranges[index]! + number, locate(is, readNumber(data, at + kind, second))]);
    }
  }
  return entries;
}

function locate(kind: number, value: number): Location {
  if (kind === 1 && value > 0) return { at: value };
  return kind === 2 ? { within: value } : "free";
}

function readNumber(data: Uint8Array, at: number, width: number): number {
  let number = 0;
  for (let index = 0; index < width; index++) number = number * 256 + data[at + index]!;
  return number;
}
