import { PdfError, type PdfErrorCode } from "../pdf-error.js";
import { PDF_LIMITS } from "../pdf-limits.js";
import { CR, isDigit, isRegular, isWhiteSpace, LF } from "./characters.js";
import { name, type PdfDictionary, type PdfValue, reference } from "./pdf-value.js";
import { readHexString, readLiteralString } from "./read-strings.js";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const MAX_WORD = 1024;

/** Where a dictionary's value stands, delimiters and all. */
export interface PlacedValue {
  readonly value: PdfValue;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads objects of ISO 32000-2 section 7.3 from a place on. Lenient about white space, as the format is; anything two readers
 * could read differently (an unbalanced string, a key given twice, a number like 1.2.3) is refused.
 *
 * @throws PdfError "damaged", "duplicate-key", "too-deep"
 */
export class PdfScanner {
  readonly bytes: Uint8Array;
  at: number;
  #depth = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  fail(message: string, code: PdfErrorCode = "damaged"): never {
    throw new PdfError(code, message, this.at);
  }

  /** White space and comments. */
  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (isWhiteSpace(byte)) this.at++;
      else if (byte === 0x25) this.#skipComment();
      else return;
    }
  }

  #skipComment(): void {
    while (this.at < this.bytes.length && this.bytes[this.at] !== LF && this.bytes[this.at] !== CR) this.at++;
  }

  /** The next run of regular characters; empty before a delimiter and at the end. */
  readWord(): string {
    this.skipSpace();
    const start = this.at;
    while (isRegular(this.bytes[this.at]) && this.at - start <= MAX_WORD) this.at++;
    if (this.at - start > MAX_WORD) this.fail("A word without an end");
    return latin1(this.bytes, start, this.at);
  }

  readKeyword(expected: string): void {
    this.skipSpace();
    const start = this.at;
    if (this.readWord() === expected) return;
    this.at = start;
    this.fail(`"${expected}" is missing`);
  }

  /** A whole number that is not negative. */
  readCount(): number {
    const word = this.readWord();
    const count = /^\d{1,15}$/.test(word) ? Number(word) : -1;
    return count < 0 ? this.fail("A whole number is missing") : count;
  }

  readValue(): PdfValue {
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === 0x2f) return name(this.#readName());
    if (byte === 0x28) return readLiteralString(this);
    if (byte === 0x5b) return this.#nested(() => this.#readArray());
    if (byte === 0x3c) {
      return this.bytes[this.at + 1] === 0x3c
        ? this.#nested(() => new Map([...this.readPlacedDictionary()].map(([key, { value }]) => [key, value])))
        : readHexString(this);
    }
    return isDigit(byte) ? this.#readNumberOrReference() : this.#readWordValue();
  }

  /** A dictionary with the place of each of its values. */
  readPlacedDictionary(): Map<string, PlacedValue> {
    this.skipSpace();
    if (this.bytes[this.at] !== 0x3c || this.bytes[this.at + 1] !== 0x3c) this.fail("A dictionary is missing");
    this.at += 2;
    const entries = new Map<string, PlacedValue>();
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) break;
      const key = this.#readName();
      if (entries.has(key)) this.fail("A key stands twice in a dictionary", "duplicate-key");
      this.skipSpace();
      const start = this.at;
      const value = this.readValue();
      entries.set(key, { value, start, end: this.at });
    }
    this.at += 2;
    return entries;
  }

  #readArray(): readonly PdfValue[] {
    this.at++;
    const values: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x5d) break;
      values.push(this.readValue());
    }
    this.at++;
    return values;
  }

  #nested<V extends PdfValue | PdfDictionary>(read: () => V): V {
    if (++this.#depth > PDF_LIMITS.depth) this.fail("Objects inside objects, too deep", "too-deep");
    const value = read();
    this.#depth--;
    return value;
  }

  #readName(): string {
    if (this.bytes[this.at] !== 0x2f) this.fail("A name is missing");
    const start = ++this.at;
    while (isRegular(this.bytes[this.at])) this.at++;
    const raw = latin1(this.bytes, start, this.at);
    return raw.includes("#")
      ? raw.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
      : raw;
  }

  /** `12 0 R` begins like two numbers. */
  #readNumberOrReference(): PdfValue {
    const object = this.#readWordValue();
    const back = this.at;
    if (Number.isSafeInteger(object)) {
      const generation = this.#tryCount();
      if (generation !== undefined && this.readWord() === "R") return reference(object as number, generation);
    }
    this.at = back;
    return object;
  }

  #tryCount(): number | undefined {
    const word = isDigit(this.#peek()) ? this.readWord() : "";
    return /^\d{1,5}$/.test(word) ? Number(word) : undefined;
  }

  #peek(): number | undefined {
    this.skipSpace();
    return this.bytes[this.at];
  }

  #readWordValue(): number | boolean | null {
    const start = this.at;
    const word = this.readWord();
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (NUMBER.test(word)) return Number(word);
    this.at = start;
    return this.fail(word === "" ? "An object ends before its end" : "A word that is no object");
  }
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  if (start >= end) return ""; // past the end, too
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}
