import type { PlacedValue } from "../../pdf/syntax/pdf-scanner.js";
import { isArray, type PdfValue } from "../../pdf/syntax/pdf-value.js";

const HEX = /^([0-9a-f]*|[0-9A-F]*)$/;

export interface CheckedRange {
  /** Just after the last byte that is covered. */
  readonly end: number;
  readonly problem: string | undefined;
}

/**
 * ByteRange must cover everything but the hexadecimal string of Contents, delimiters included, from the first byte on
 * (EN 319 142-1 section 5.3, ISO 32000-2 section 12.8.1): anything less leaves room for bytes that nobody signed.
 *
 * @param bytes of the whole file
 */
export function checkByteRange(bytes: Uint8Array, range: PdfValue | undefined, contents: PlacedValue): CheckedRange {
  const numbers = isArray(range) ? range.filter(isOffset) : [];
  const [start, first, second, rest] = numbers;
  if (!isArray(range) || range.length !== 4 || numbers.length !== 4)
    return broken("ByteRange is not four offsets of its own");
  if (start !== 0) return broken("ByteRange does not begin at the first byte");
  if (first !== contents.start || second !== contents.end)
    return broken("ByteRange leaves out something else than Contents");
  if (!isHexString(bytes, contents)) return broken("Contents is not one hexadecimal string");
  const end = second! + rest!;
  return end <= bytes.length ? { end, problem: undefined } : broken("ByteRange goes beyond the end of the file");
}

function broken(problem: string): CheckedRange {
  return { end: 0, problem };
}

function isOffset(value: PdfValue): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** In letters of one case: no digit can be written otherwise without being noticed. */
function isHexString(bytes: Uint8Array, { start, end }: PlacedValue): boolean {
  if (bytes[start] !== 0x3c || bytes[end - 1] !== 0x3e) return false;
  return HEX.test(Buffer.from(bytes.buffer, bytes.byteOffset + start + 1, end - start - 2).toString("latin1"));
}
