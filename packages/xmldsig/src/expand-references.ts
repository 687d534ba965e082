/** Line endings and references: from what is written to what is meant (XML 1.0 sections 2.11, 3.3.3, 4.1). */
import { encodeUtf8 } from "./byte-string.js";
import { XmlError } from "./xml-error.js";

const PREDEFINED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const REFERENCE = /&(?:([A-Za-z]{1,8});|#x([0-9A-Fa-f]{1,16});|#([0-9]{1,16});)?/g;

/** Character data as a parser hands it on: CR LF and CR become LF, references what they stand for. */
export function readCharacterData(written: string, offset: number): string {
  return expand(written.includes("\r") ? written.replace(/\r\n?/g, "\n") : written, offset);
}

/** An attribute's value as a parser hands it on: white space that is written as such becomes blanks. */
export function readAttributeValue(written: string, offset: number): string {
  return expand(/[\t\r\n]/.test(written) ? written.replace(/\r\n|[\t\r\n]/g, " ") : written, offset);
}

function expand(written: string, offset: number): string {
  if (!written.includes("&")) return written;
  return written.replace(REFERENCE, (_all, entity?: string, hex?: string, decimal?: string) => {
    if (entity !== undefined) return readEntity(entity, offset);
    if (hex !== undefined) return readCodePoint(Number.parseInt(hex, 16), offset);
    if (decimal !== undefined) return readCodePoint(Number.parseInt(decimal, 10), offset);
    throw new XmlError("malformed", "An ampersand that begins no reference", offset);
  });
}

function readEntity(name: string, offset: number): string {
  if (!Object.hasOwn(PREDEFINED, name)) {
    throw new XmlError("unknown-entity", "A reference to an entity that is not predefined", offset);
  }
  return PREDEFINED[name]!;
}

function readCodePoint(codePoint: number, offset: number): string {
  if (!isXmlCharacter(codePoint)) {
    throw new XmlError("forbidden-character", "A reference to a character that XML does not allow", offset);
  }
  return codePoint < 0x80 ? String.fromCharCode(codePoint) : encodeUtf8(String.fromCodePoint(codePoint));
}

function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x9 || codePoint === 0xa || codePoint === 0xd;
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return false;
  return codePoint !== 0xfffe && codePoint !== 0xffff && codePoint <= 0x10ffff;
}
