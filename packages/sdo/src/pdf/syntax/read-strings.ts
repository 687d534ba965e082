import { CR, LF } from "./characters.js";
import type { PdfScanner } from "./pdf-scanner.js";
import { type PdfString, string } from "./pdf-value.js";

const ESCAPES: ReadonlyMap<number, number> = new Map(
  Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12 }).map(([letter, byte]) => [letter.charCodeAt(0), byte]),
);

/** ISO 32000-2 section 7.3.4.2: parentheses balance, a backslash escapes, an end of line is a line feed. */
export function readLiteralString(scanner: PdfScanner): PdfString {
  const { bytes } = scanner;
  const out: number[] = [];
  let open = 1;
  scanner.at++;
  for (;;) {
    const byte = bytes[scanner.at++];
    if (byte === undefined) return scanner.fail("A string without an end");
    if (byte === 0x5c) readEscape(scanner, out);
    else if (byte === CR) {
      if (bytes[scanner.at] === LF) scanner.at++;
      out.push(LF);
    } else {
      if (byte === 0x28) open++;
      if (byte === 0x29 && --open === 0) return string(Uint8Array.from(out));
      out.push(byte);
    }
  }
}

function readEscape(scanner: PdfScanner, out: number[]): void {
  const { bytes } = scanner;
  const byte = bytes[scanner.at++];
  if (byte === undefined) scanner.fail("A string without an end");
  if (byte === LF) return;
  if (byte === CR) {
    if (bytes[scanner.at] === LF) scanner.at++;
  } else if (byte >= 0x30 && byte <= 0x37) {
    scanner.at--;
    out.push(readOctal(scanner));
  } else out.push(ESCAPES.get(byte) ?? byte);
}

function readOctal(scanner: PdfScanner): number {
  let value = 0;
  for (let digits = 0; digits < 3; digits++) {
    const byte = scanner.bytes[scanner.at];
    if (byte === undefined || byte < 0x30 || byte > 0x37) break;
    value = value * 8 + byte - 0x30;
    scanner.at++;
  }
  return value & 0xff;
}

const HEX = /^[0-9A-Fa-f]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is white space in PDF
const SPACE = /[\x00\t\n\f\r ]/g;

/** ISO 32000-2 section 7.3.4.3: white space counts for nothing, a missing last digit is 0. */
export function readHexString(scanner: PdfScanner): PdfString {
  const { bytes } = scanner;
  const start = ++scanner.at;
  const end = bytes.indexOf(0x3e, start);
  if (end < 0) return scanner.fail("A string without an end");
  scanner.at = end + 1;
  const digits = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    .toString("latin1")
    .replace(SPACE, "");
  if (!HEX.test(digits)) return scanner.fail("A hexadecimal string with other characters");
  return string(Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, "hex"));
}
