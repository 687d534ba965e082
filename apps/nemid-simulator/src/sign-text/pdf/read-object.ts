import { entryOf, isDictionary, numberOf, type PdfDictionary, PdfFault, type PdfValue } from "./pdf-value.js";
import { PdfReader } from "./read-value.js";

export interface ReadObject {
  readonly number: number;
  readonly value: PdfValue;
  readonly end: number;
}

const LONGEST_BEGINNING = 64;

/** The object that begins at a byte: `12 0 obj ... endobj`. */
export function findObjectAt(bytes: Buffer, at: number): ReadObject {
  const reader = new PdfReader(bytes, at);
  if (!/^\s*\d+\s+\d+\s+obj(?![A-Za-z])/.test(bytes.toString("latin1", at, at + LONGEST_BEGINNING)))
    throw new PdfFault("no object begins where a cross-reference says", `byte ${at}`);
  const number = reader.readInteger();
  reader.readInteger();
  reader.takeWord("obj");
  const value = reader.readValue();
  const hasStream = isDictionary(value) && value.streamAt !== undefined;
  if (!hasStream && !reader.takeWord("endobj")) throw new PdfFault("the object does not end", `object ${number}`);
  return { number, value, end: reader.at };
}

/**
 * The bytes of an object's stream. A length that is right is believed, as viewers do; otherwise the keyword behind the
 * stream tells. @param lengthOf finds a length that is an object of its own
 */
export function streamOf(
  bytes: Buffer,
  dictionary: PdfDictionary,
  lengthOf: (number: number) => number | undefined = () => undefined,
): Uint8Array {
  const from = dictionary.streamAt;
  if (from === undefined) throw new PdfFault("a stream was expected");
  const said = entryOf(dictionary, "Length");
  const isElsewhere = typeof said === "object" && said.is === "reference";
  const length = isElsewhere ? lengthOf(said.number) : numberOf(dictionary, "Length");
  if (length !== undefined && isEndAt(bytes, from + length)) return bytes.subarray(from, from + length);
  const end = bytes.indexOf("endstream", from);
  if (end < 0) throw new PdfFault("a stream does not end");
  return bytes.subarray(from, end);
}

function isEndAt(bytes: Buffer, at: number): boolean {
  return /^\s{0,2}endstream/.test(bytes.toString("latin1", at, at + 12));
}
