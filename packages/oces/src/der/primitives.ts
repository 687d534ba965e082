/** DER's primitive values as JavaScript's. All throw DerError. */
import { DerError, type DerValue, TAG } from "./der-value.js";

export function readOid(value: DerValue): string {
  const bytes = value.expect(TAG.oid).content;
  if (bytes.length === 0 || bytes.at(-1)! >= 0x80) throw new DerError("an object identifier that does not end");
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytes) {
    if (arc === 0 && byte === 0x80) throw new DerError("an object identifier with a padded arc");
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw new DerError("an object identifier with too large an arc");
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const first = Math.min(Math.floor(arcs[0]! / 40), 2);
  return [first, arcs[0]! - first * 40, ...arcs.slice(1)].join(".");
}

/** A whole number as upper-case hex without leading zeros, as serial numbers are printed. Negative ones are refused. */
export function readIntegerHex(value: DerValue): string {
  const bytes = value.expect(TAG.integer).content;
  if (bytes.length === 0 || (bytes.length > 1 && bytes[0] === 0 && bytes[1]! < 0x80)) {
    throw new DerError("a whole number that is not in its shortest form");
  }
  if (bytes[0]! >= 0x80) throw new DerError("a negative number");
  return Buffer.from(bytes)
    .toString("hex")
    .toUpperCase()
    .replace(/^0+(?=.)/, "");
}

/** A small whole number: versions, path lengths. */
export function readSmallInteger(value: DerValue): number {
  const hex = readIntegerHex(value);
  if (hex.length > 6) throw new DerError("a number that should be small is not");
  return Number.parseInt(hex, 16);
}

export function readEnumerated(value: DerValue): number {
  const [byte, ...more] = value.expect(TAG.enumerated).content;
  if (byte === undefined || more.length > 0) throw new DerError("an enumerated value of not one byte");
  return byte;
}

export function readBoolean(value: DerValue): boolean {
  const [byte, ...more] = value.expect(TAG.boolean).content;
  if ((byte !== 0x00 && byte !== 0xff) || more.length > 0) throw new DerError("a boolean that is neither");
  return byte === 0xff;
}

/** The bits of a BIT STRING that holds whole bytes: keys, signatures. */
export function readBits(value: DerValue): Uint8Array {
  const content = value.expect(TAG.bitString).content;
  if (content[0] !== 0) throw new DerError("a bit string of not whole bytes");
  return content.subarray(1);
}

/** The positions of the bits that are set, the first bit being 0. */
export function readNamedBits(value: DerValue): readonly number[] {
  const [unused, ...bytes] = value.expect(TAG.bitString).content;
  if (unused === undefined || unused > 7 || (unused > 0 && bytes.length === 0)) throw new DerError("not a bit string");
  const count = bytes.length * 8 - unused;
  return Array.from({ length: count }, (_, bit) => bit).filter((bit) => bytes[bit >> 3]! & (0x80 >> (bit & 7)));
}

/** UTCTime or GeneralizedTime in the one form that RFC 5280 4.1.2.5 allows: seconds, and Z. */
export function readTime(value: DerValue): Date {
  const text = Buffer.from(value.content).toString("latin1");
  if (value.tag === TAG.utcTime) return readUtcTime(text);
  value.expect(TAG.generalizedTime);
  return readDigits(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text));
}

function readUtcTime(text: string): Date {
  const century = Number(text.slice(0, 2)) >= 50 ? "19" : "20";
  return readDigits(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text));
}

function readDigits(match: RegExpExecArray | null): Date {
  if (!match) throw new DerError("a time in another form");
  const [year, month, day, hour, minute, second] = match.slice(1);
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = new Date(iso);
  // Date would carry 31 February over into March; such a time is refused instead.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) throw new DerError("a time that does not exist");
  return time;
}

const LATIN1_STRINGS: readonly number[] = [0x12, 0x13, 0x14, 0x16, 0x1a]; // numeric, printable, teletex, IA5, visible

/** A character string of any of the types that names use. */
export function readText(value: DerValue): string {
  const bytes = Buffer.from(value.content);
  if (LATIN1_STRINGS.includes(value.tag)) return bytes.toString("latin1");
  if (value.tag === 0x1e && bytes.length % 2 === 0) return bytes.swap16().toString("utf16le"); // BMPString
  value.expect(TAG.utf8String);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DerError("a UTF8String that is not UTF-8", { cause });
  }
}
