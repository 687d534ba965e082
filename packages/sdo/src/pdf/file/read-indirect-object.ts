import { CR, isWhiteSpace, LF } from "../syntax/characters.js";
import { PdfScanner } from "../syntax/pdf-scanner.js";
import { isDictionary, type PdfDictionary, type PdfReference, type PdfValue } from "../syntax/pdf-value.js";

export interface IndirectObject {
  readonly object: number;
  readonly generation: number;
  readonly value: PdfValue;
  /** Just after `endobj`. */
  readonly end: number;
}

/**
 * `12 0 obj ... endobj` at exactly this place. A stream is as long as its Length says and must end there: readers that search for
 * the end find another one.
 *
 * @param lengthOf gives the number behind a reference
 * @throws PdfError
 */
export function readIndirectObject(
  bytes: Uint8Array,
  offset: number,
  lengthOf: (length: PdfReference) => PdfValue,
): IndirectObject {
  const scanner = new PdfScanner(bytes, offset);
  const object = scanner.readCount();
  const generation = scanner.readCount();
  scanner.readKeyword("obj");
  const value = readStreamOrValue(scanner, lengthOf);
  scanner.readKeyword("endobj");
  return { object, generation, value, end: scanner.at };
}

function readStreamOrValue(scanner: PdfScanner, lengthOf: (length: PdfReference) => PdfValue): PdfValue {
  const value = scanner.readValue();
  const back = scanner.at;
  if (!isDictionary(value) || scanner.readWord() !== "stream") {
    scanner.at = back;
    return value;
  }
  const start = startOfStream(scanner);
  const end = start + readLength(scanner, value, lengthOf);
  if (end > scanner.bytes.length) scanner.fail("A stream is longer than the file");
  scanner.at = end;
  while (isWhiteSpace(scanner.bytes[scanner.at])) scanner.at++; // no comment: it would be part of the stream for who searches
  if (scanner.readWord() !== "endstream") scanner.fail('A stream does not end where it should: "endstream" is missing');
  return { type: "stream", dictionary: value, bytes: scanner.bytes.subarray(start, end) };
}

/** After the keyword comes CR LF or LF, not CR alone (ISO 32000-2 section 7.3.8.1). */
function startOfStream(scanner: PdfScanner): number {
  if (scanner.bytes[scanner.at] === CR) scanner.at++;
  if (scanner.bytes[scanner.at] !== LF) scanner.fail("A stream does not begin on a line of its own");
  return scanner.at + 1;
}

function readLength(scanner: PdfScanner, entries: PdfDictionary, lengthOf: (length: PdfReference) => PdfValue): number {
  const given = entries.get("Length");
  const length =
    typeof given === "object" && given !== null && "type" in given && given.type === "reference"
      ? lengthOf(given)
      : given;
  if (!Number.isSafeInteger(length) || (length as number) < 0) scanner.fail("A stream without its length");
  return length as number;
}
