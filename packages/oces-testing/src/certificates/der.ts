/**
 * Writes DER (X.690), bytes in and bytes out, so that any part can be replaced by bytes that should not be there.
 * Sets keep the order they are given in: real OCES names do not sort theirs.
 */
export type Der = Uint8Array;

/** One tag-length-value. */
function tlv(tag: number, ...contents: readonly Uint8Array[]): Der {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
}

function length(count: number): Uint8Array {
  if (count < 0x80) return Buffer.from([count]);
  const bytes = bigEndian(BigInt(count));
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

function bigEndian(value: bigint): Uint8Array {
  const digits = value.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
}

export const sequence = (...items: readonly Der[]): Der => tlv(0x30, ...items);
export const set = (...items: readonly Der[]): Der => tlv(0x31, ...items);
export const octetString = (bytes: Uint8Array): Der => tlv(0x04, bytes);
export const utf8String = (text: string): Der => tlv(0x0c, Buffer.from(text, "utf8"));
export const printableString = (text: string): Der => tlv(0x13, Buffer.from(text, "latin1"));
export const ia5String = (text: string): Der => tlv(0x16, Buffer.from(text, "latin1"));
export const visibleString = (text: string): Der => tlv(0x1a, Buffer.from(text, "latin1"));
export const boolean = (value: boolean): Der => tlv(0x01, Buffer.from([value ? 0xff : 0x00]));
export const enumerated = (value: number): Der => tlv(0x0a, Buffer.from([value]));
export const nothing = (): Der => tlv(0x05);

/** A non-negative INTEGER; a leading zero keeps it positive. */
export function integer(value: number | bigint): Der {
  const bytes = bigEndian(BigInt(value));
  return tlv(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes);
}

/** An INTEGER given in hexadecimal, as serial numbers are. */
export const integerOfHex = (hex: string): Der => integer(BigInt(`0x${hex}`));

/** A BIT STRING of whole bytes. */
export const bitString = (bytes: Uint8Array): Der => tlv(0x03, Buffer.from([0]), bytes);

/** A BIT STRING of named bits: trailing zero bits are not written, X.690 section 11.2.2. */
export function namedBits(bits: readonly number[]): Der {
  if (bits.length === 0) return tlv(0x03, Buffer.from([0]));
  const highest = Math.max(...bits);
  const bytes = Buffer.alloc(Math.floor(highest / 8) + 1);
  for (const bit of bits) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
  return tlv(0x03, Buffer.from([7 - (highest & 7)]), bytes);
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tlv(0x06, ...[first * 40 + second, ...rest].map(base128));
}

function base128(arc: number): Uint8Array {
  const groups = [arc & 0x7f];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left & 0x7f) | 0x80);
  return Buffer.from(groups);
}

/** A context-specific constructed tag, `[n] EXPLICIT` or an implicit SEQUENCE. */
export const tagged = (number: number, ...contents: readonly Uint8Array[]): Der => tlv(0xa0 | number, ...contents);

/** A context-specific primitive tag, `[n] IMPLICIT` of a string or integer. */
export const taggedPrimitive = (number: number, bytes: Uint8Array): Der => tlv(0x80 | number, bytes);

/** UTCTime until 2049, GeneralizedTime after: RFC 5280 section 4.1.2.5. */
export function time(date: Date): Der {
  return date.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(digits(date).slice(2))) : generalizedTime(date);
}

export const generalizedTime = (date: Date): Der => tlv(0x18, Buffer.from(digits(date)));

/** `yyyyMMddHHmmssZ`: the first fourteen digits of the ISO form. */
const digits = (date: Date): string => `${date.toISOString().replace(/\D/g, "").slice(0, 14)}Z`;
