import { PdfError } from "../pdf-error.js";
import { PDF_LIMITS } from "../pdf-limits.js";
import { PdfScanner } from "../syntax/pdf-scanner.js";
import {
  dictionaryOf,
  isDictionary,
  isName,
  isReference,
  isStream,
  type PdfDictionary,
  type PdfReference,
  type PdfStream,
  type PdfValue,
} from "../syntax/pdf-value.js";
import { expandStream } from "./expand-stream.js";
import { findStartXref } from "./find-start-xref.js";
import { readIndirectObject } from "./read-indirect-object.js";
import { readXrefChain } from "./read-xref-chain.js";
import type { XrefEntry, XrefSection } from "./xref-section.js";

const HEADER = /^%PDF-([12]\.\d)/;

/**
 * A PDF as its cross-references say it is; objects are read when they are asked for, and once. Nothing is repaired: of a file
 * that must be repaired, two readers may show two things.
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly version: string;
  /** Just after the last `%%EOF` and its end of line. */
  readonly end: number;
  readonly sections: readonly XrefSection[];
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly #objects = new Map<number, PdfValue>();
  readonly #containers = new Map<number, readonly (readonly [object: number, value: PdfValue])[]>();
  readonly #reading = new Set<number>();
  #expanded = 0;
  #unpacked = 0;
  #scanned = 0;

  /** @throws PdfError */
  constructor(bytes: Uint8Array) {
    const version = HEADER.exec(Buffer.from(bytes.subarray(0, 8)).toString("latin1"))?.[1];
    if (version === undefined) throw new PdfError("not-a-pdf", "The file does not begin with %PDF-", 0);
    const { offset, end } = findStartXref(bytes);
    this.bytes = bytes;
    this.version = version;
    this.end = end;
    this.sections = readXrefChain(bytes, offset);
    this.entries = mergeSections(this.sections);
  }

  get trailer(): PdfDictionary {
    return this.sections[0]!.trailer;
  }
  get isEncrypted(): boolean {
    return this.sections.some(({ trailer }) => trailer.has("Encrypt"));
  }
  /** One more than the highest object number. */
  get size(): number {
    return [...this.entries.keys()].reduce((highest, object) => Math.max(highest, object), 0) + 1;
  }
  get catalog(): PdfDictionary {
    const catalog = this.resolve(this.trailer.get("Root"));
    return isDictionary(catalog) ? catalog : this.#fail("There is no catalog");
  }

  /** The value, or what stands behind the reference; null when there is no such object (ISO 32000-2 section 7.3.10). */
  resolve(value: PdfValue | undefined): PdfValue {
    if (!isReference(value)) return value ?? null;
    const found = this.#load(value);
    return isReference(found) ? this.#fail("An object is nothing but a reference") : found;
  }

  dictionary(value: PdfValue | undefined): PdfDictionary | undefined {
    return dictionaryOf(this.resolve(value));
  }

  /** The object with this number, whatever its generation. */
  object(number: number): PdfValue {
    const entry = this.entries.get(number);
    return this.resolve({ type: "reference", object: number, generation: entry?.kind === "at" ? entry.generation : 0 });
  }

  /** What a stream holds, counted against what the whole file may become. @throws PdfError */
  expand(stream: PdfStream): Uint8Array {
    const left = PDF_LIMITS.expandedFile - this.#expanded;
    const bytes = this.#expandTo(stream, Math.min(PDF_LIMITS.expandedStream, left));
    this.#expanded += bytes.length;
    return bytes;
  }

  #expandObjects(stream: PdfStream): Uint8Array {
    const bytes = this.#expandTo(stream, PDF_LIMITS.packedObjects - this.#unpacked);
    this.#unpacked += bytes.length;
    return bytes;
  }

  #expandTo(stream: PdfStream, limit: number): Uint8Array {
    return expandStream(this.#withPlainFilter(stream), Math.max(1, limit));
  }

  /** The numbers of the objects in a stream of objects, in their order. @throws PdfError "damaged" when it is none */
  packedIn(container: number): readonly number[] {
    return this.#packedBy(container).map(([object]) => object);
  }

  #withPlainFilter({ dictionary, bytes, type }: PdfStream): PdfStream {
    const plain = ["Filter", "DecodeParms"].map((key) => [key, this.resolve(dictionary.get(key))] as const);
    return { type, bytes, dictionary: new Map([...dictionary, ...plain]) };
  }

  #load({ object, generation }: PdfReference): PdfValue {
    const entry = this.entries.get(object);
    if (!entry || entry.kind === "free") return null;
    if (entry.kind === "at" ? entry.generation !== generation : generation !== 0) return null;
    const known = this.#objects.get(object);
    if (known !== undefined) return known;
    const value = this.#guarded(object, () => this.#read(object, entry));
    this.#objects.set(object, value);
    return value;
  }

  /** A stream whose length is in itself, and the like. */
  #guarded<T>(object: number, read: () => T): T {
    if (this.#reading.has(object)) this.#fail("An object needs itself to be read");
    this.#reading.add(object);
    try {
      return read();
    } finally {
      this.#reading.delete(object);
    }
  }

  #read(object: number, entry: Exclude<XrefEntry, { kind: "free" }>): PdfValue {
    if (entry.kind === "packed") return this.#readPacked(object, entry);
    const found = readIndirectObject(this.bytes, entry.offset, (length) => this.resolve(length));
    this.#scanned += found.end - entry.offset;
    // Objects that lie in one another could have a small file read a million times.
    if (this.#scanned > this.bytes.length) this.#fail("Objects overlap", entry.offset);
    const isIt = found.object === object && found.generation === entry.generation;
    return isIt ? found.value : this.#fail("Another object stands where the cross-references say", entry.offset);
  }

  #readPacked(object: number, { container, index }: Extract<XrefEntry, { kind: "packed" }>): PdfValue {
    const found = this.#packedBy(container)[index];
    return found?.[0] === object ? found[1] : this.#fail("An object is not in the stream of objects it should be in");
  }

  #packedBy(container: number): readonly (readonly [number, PdfValue])[] {
    const packed = this.#containers.get(container) ?? this.#unpack(container);
    this.#containers.set(container, packed);
    return packed;
  }

  /** ISO 32000-2 section 7.5.7. */
  #unpack(container: number): readonly (readonly [number, PdfValue])[] {
    if (this.entries.get(container)?.kind !== "at") this.#fail("A stream of objects is missing");
    const stream = this.object(container);
    if (!isStream(stream) || !isName(stream.dictionary.get("Type"), "ObjStm")) this.#fail("Not a stream of objects");
    const [count, first] = ["N", "First"].map((key) => this.resolve(stream.dictionary.get(key)));
    if (!Number.isSafeInteger(count) || !Number.isSafeInteger(first) || (count as number) > PDF_LIMITS.objects)
      this.#fail("A stream of objects without its numbers");
    const scanner = new PdfScanner(this.#expandObjects(stream), 0);
    const places = Array.from({ length: count as number }, () => [scanner.readCount(), scanner.readCount()] as const);
    let scanned = 0;
    return places.map(([object, offset]) => {
      const start = (first as number) + offset;
      scanner.at = start;
      const value = scanner.readValue();
      scanned += scanner.at - start;
      return scanned > scanner.bytes.length ? this.#fail("Packed objects overlap") : ([object, value] as const);
    });
  }

  #fail(message: string, offset?: number): never {
    throw new PdfError("damaged", message, offset);
  }
}

function mergeSections(sections: readonly XrefSection[]): ReadonlyMap<number, XrefEntry> {
  const merged = new Map<number, XrefEntry>();
  for (const { entries } of sections) {
    for (const [object, entry] of entries) if (!merged.has(object)) merged.set(object, entry);
  }
  if (merged.size > PDF_LIMITS.objects) throw new PdfError("too-many-objects", "Too many objects");
  return merged;
}
