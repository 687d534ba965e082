/** The character classes of ISO 32000-2 section 7.2.3. */
const WHITE_SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITERS = new Set([..."()<>[]{}/%"].map((character) => character.charCodeAt(0)));

export const LF = 0x0a;
export const CR = 0x0d;

export function isWhiteSpace(byte: number | undefined): boolean {
  return byte !== undefined && WHITE_SPACE.has(byte);
}
/** Neither white space nor a delimiter: part of a name, a number or a keyword. */
export function isRegular(byte: number | undefined): byte is number {
  return byte !== undefined && !WHITE_SPACE.has(byte) && !DELIMITERS.has(byte);
}
export function isDigit(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
