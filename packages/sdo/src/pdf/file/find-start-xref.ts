import { PdfError } from "../pdf-error.js";
import { CR, isWhiteSpace, LF } from "../syntax/characters.js";
import { PdfScanner } from "../syntax/pdf-scanner.js";

export interface StartXref {
  /** Where the newest cross-reference section begins. */
  readonly offset: number;
  /** Just after the last `%%EOF` and its end of line: what follows belongs to no revision. */
  readonly end: number;
}

/** How far before the end of the file its last `startxref` may stand: what readers agree to search (Adobe's note 18). */
const SEARCHED = 1024;
const EOF = Buffer.from("%%EOF");

/** Finds the last `startxref <offset> %%EOF`. @throws PdfError "damaged" */
export function findStartXref(bytes: Uint8Array): StartXref {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const from = Math.max(0, bytes.length - SEARCHED);
  const at = view.lastIndexOf("startxref");
  if (at < from) throw new PdfError("damaged", "The file does not end with startxref and %%EOF");
  const scanner = new PdfScanner(bytes, at);
  scanner.readKeyword("startxref");
  const offset = scanner.readCount();
  while (isWhiteSpace(bytes[scanner.at])) scanner.at++;
  if (!view.subarray(scanner.at, scanner.at + EOF.length).equals(EOF)) scanner.fail('"%%EOF" is missing');
  return { offset, end: skipEndOfLine(bytes, scanner.at + EOF.length) };
}

/** One end of line at most: CR LF, LF or CR. */
function skipEndOfLine(bytes: Uint8Array, at: number): number {
  if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
  return bytes[at] === LF ? at + 1 : at;
}
