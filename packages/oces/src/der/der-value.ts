/**
 * Distinguished Encoding Rules (X.690), the part that X.509 needs, read strictly: one-byte tags, definite lengths in their
 * shortest form, nothing behind the end. A value is a view into the bytes; nothing is copied until asked for.
 */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** The tag of `[number]` in a definition: `constructed` for EXPLICIT and for structures. */
export function contextTag(number: number, form: "primitive" | "constructed"): number {
  return (form === "constructed" ? 0xa0 : 0x80) | number;
}

/** The bytes are not the DER that was expected. Callers translate it into the code of what they were reading. */
export class DerError extends Error {
  override readonly name = "DerError";
}

export class DerValue {
  readonly #source: Uint8Array;
  readonly #start: number;
  readonly #contentStart: number;
  readonly #end: number;
  readonly tag: number;

  /** Reads the value that begins at `start` and must end before `limit`. @throws DerError */
  constructor(source: Uint8Array, start: number, limit: number) {
    this.#source = source;
    this.#start = start;
    this.tag = byteAt(source, start, limit);
    if ((this.tag & 0x1f) === 0x1f) throw new DerError("a tag of more than one byte");
    const { length, contentStart } = readLength(source, start + 1, limit);
    this.#contentStart = contentStart;
    this.#end = contentStart + length;
    if (this.#end > limit) throw new DerError("a value reaches past the end");
  }

  /** Tag, length and content. */
  get bytes(): Uint8Array {
    return this.#source.subarray(this.#start, this.#end);
  }

  get content(): Uint8Array {
    return this.#source.subarray(this.#contentStart, this.#end);
  }

  /** @throws DerError unless the tag is the one expected */
  expect(tag: number): this {
    if (this.tag !== tag) throw new DerError(`tag ${this.tag.toString(16)} where ${tag.toString(16)} must stand`);
    return this;
  }

  /** The values inside a constructed one. */
  children(): readonly DerValue[] {
    if ((this.tag & 0x20) === 0) throw new DerError("a primitive value has no parts");
    const children: DerValue[] = [];
    for (let position = this.#contentStart; position < this.#end; ) {
      const child = new DerValue(this.#source, position, this.#end);
      children.push(child);
      position = child.#end;
    }
    return children;
  }

  /** The first of the values inside, without looking at the others. */
  first(): DerValue {
    return new DerValue(this.#source, this.#contentStart, this.#end);
  }

  /** The one value inside. */
  only(): DerValue {
    const [child, ...more] = this.children();
    if (!child || more.length > 0) throw new DerError("not exactly one value inside");
    return child;
  }

  get isWhole(): boolean {
    return this.#start === 0 && this.#end === this.#source.length;
  }
}

/** The one value that the bytes are. @throws DerError */
export function parseDer(bytes: Uint8Array): DerValue {
  const value = new DerValue(bytes, 0, bytes.length);
  if (!value.isWhole) throw new DerError("bytes follow the value");
  return value;
}

function readLength(source: Uint8Array, start: number, limit: number) {
  const first = byteAt(source, start, limit);
  if (first < 0x80) return { length: first, contentStart: start + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new DerError("an indefinite length, or one of more than four bytes");
  let length = 0;
  for (let i = 1; i <= count; i++) length = length * 256 + byteAt(source, start + i, limit);
  const isShortest = length >= 0x80 && length >= 256 ** (count - 1);
  if (!isShortest) throw new DerError("a length that is not in its shortest form");
  return { length, contentStart: start + 1 + count };
}

function byteAt(source: Uint8Array, position: number, limit: number): number {
  const byte = position < limit ? source[position] : undefined;
  if (byte === undefined) throw new DerError("the bytes end inside a value");
  return byte;
}
