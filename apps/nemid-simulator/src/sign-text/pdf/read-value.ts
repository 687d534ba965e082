/** Reads objects of PDF from bytes, one after another. It goes forward only, so a file of any bytes ends it in linear time. */
import { type PdfDictionary, PdfFault, type PdfName, type PdfValue } from "./pdf-value.js";

const DEEPEST = 100;

const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set([...Buffer.from("()<>[]{}/%")]);
const [LF, CR, PERCENT, SLASH, HASH] = [10, 13, 0x25, 0x2f, 0x23];
const [OPEN, CLOSE, LESS, GREATER, BACKSLASH] = [0x28, 0x29, 0x3c, 0x3e, 0x5c];
const [OPEN_SQUARE, CLOSE_SQUARE] = [0x5b, 0x5d];

export class PdfReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** White space and comments. */
  skipSpace(): void {
    for (;;) {
      while (SPACE.has(this.#byte())) this.at++;
      if (this.#byte() !== PERCENT) return;
      while (!this.isAtEnd() && this.#byte() !== LF && this.#byte() !== CR) this.at++;
    }
  }

  isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** What stands up to the next space or delimiter: a number, a keyword, or nothing. */
  readWord(): string {
    this.skipSpace();
    const from = this.at;
    while (!this.isAtEnd() && !SPACE.has(this.#byte()) && !DELIMITER.has(this.#byte())) this.at++;
    return Buffer.from(this.#bytes.subarray(from, this.at)).toString("latin1");
  }

  /** Whether a keyword stands here; goes past it when it does. */
  takeWord(keyword: string): boolean {
    const from = this.at;
    if (this.readWord() === keyword) return true;
    this.at = from;
    return false;
  }

  readInteger(): number {
    const word = this.readWord();
    if (!/^\d{1,15}$/.test(word)) throw this.fault("a whole number was expected");
    return Number(word);
  }

  readValue(depth = 0): PdfValue {
    if (depth > DEEPEST) throw this.fault(`nested deeper than ${DEEPEST}`);
    this.skipSpace();
    const byte = this.#byte();
    if (byte === SLASH) return this.#readName();
    if (byte === OPEN) return this.#readString();
    if (byte === OPEN_SQUARE) return this.#readArray(depth);
    if (byte === LESS) return this.#bytes[this.at + 1] === LESS ? this.#readDictionary(depth) : this.#readHexString();
    return this.#readWordValue();
  }

  fault(says: string): PdfFault {
    return new PdfFault(says, `byte ${this.at}`);
  }

  #byte(): number {
    return this.#bytes[this.at] ?? -1;
  }

  #readWordValue(): PdfValue {
    const word = this.readWord();
    if (/^(true|false|null)$/.test(word)) return { is: "other" };
    if (!/^[+-]{0,2}(\d+\.?\d*|\.\d+)$/.test(word)) throw this.fault("a value was expected");
    return this.#readReference(word) ?? Number.parseFloat(word);
  }

  /** `12 0 R` begins like two numbers. */
  #readReference(word: string): PdfValue | undefined {
    const from = this.at;
    if (/^\d{1,10}$/.test(word) && /^\d{1,5}$/.test(this.readWord()) && this.readWord() === "R")
      return { is: "reference", number: Number(word) };
    this.at = from;
    return undefined;
  }

  #readName(): PdfName {
    this.at++;
    let text = "";
    for (; !this.isAtEnd() && !SPACE.has(this.#byte()) && !DELIMITER.has(this.#byte()); this.at++) {
      const code = this.#byte() === HASH ? this.#readCode() : undefined;
      if (code !== undefined) this.at += 2;
      text += String.fromCharCode(code ?? this.#byte());
    }
    return { is: "name", text };
  }

  /** The two hexadecimal digits behind a `#`; without them it stands for itself. */
  #readCode(): number | undefined {
    const digits = Buffer.from(this.#bytes.subarray(this.at + 1, this.at + 3)).toString("latin1");
    return /^[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
  }

  #readString(): PdfValue {
    let open = 0;
    for (; !this.isAtEnd(); this.at++) {
      if (this.#byte() === BACKSLASH) this.at++;
      else if (this.#byte() === OPEN) open++;
      else if (this.#byte() === CLOSE && --open === 0) {
        this.at++;
        return { is: "other" };
      }
    }
    throw this.fault("a string does not end");
  }

  #readHexString(): PdfValue {
    while (!this.isAtEnd()) if (this.#bytes[this.at++] === GREATER) return { is: "other" };
    throw this.fault("a string does not end");
  }

  #readArray(depth: number): PdfValue {
    this.at++;
    const items: PdfValue[] = [];
    for (this.skipSpace(); this.#byte() !== CLOSE_SQUARE; this.skipSpace()) items.push(this.readValue(depth + 1));
    this.at++;
    return { is: "array", items };
  }

  #readDictionary(depth: number): PdfDictionary {
    this.at += 2;
    const entries: (readonly [string, PdfValue])[] = [];
    for (this.skipSpace(); this.#byte() !== GREATER; this.skipSpace()) {
      if (this.#byte() !== SLASH) throw this.fault("a key was expected");
      entries.push([this.#readName().text, this.readValue(depth + 1)]);
    }
    this.at += 2;
    if (this.#bytes[this.at - 1] !== GREATER) throw this.fault("a dictionary does not end");
    const streamAt = depth === 0 ? this.#findStream() : undefined;
    return { is: "dictionary", entries, ...(streamAt !== undefined && { streamAt }) };
  }

  /** After the keyword comes one line end (ISO 32000-1, 7.3.8.1). */
  #findStream(): number | undefined {
    const from = this.at;
    if (!this.takeWord("stream")) {
      this.at = from;
      return undefined;
    }
    if (this.#byte() === CR) this.at++;
    if (this.#byte() === LF) this.at++;
    return this.at;
  }
}
