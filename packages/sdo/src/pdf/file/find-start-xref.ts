import { PdfError } from "../pdf-error.js";
import { CR, LF } from "../syntax/characters.js";

export interface StartXref {
  /** Where the newest cross-reference section begins. */
  readonly offset: number;
  /** Just after the last `%%EOF` and its end of line: what follows belongs to no revision. */
  readonly end: number;
}

/** How far before the end of the file its last `startxref` may stand: what readers agree to search (Adobe's note 18). */
const SEARCHED = 1024;
/** Blanks and ends of line alone: a reader that stops at anything else takes the file for damaged. */
const LAST_WORDS = /^startxref[ \t\r\n]+(\d{1,15})[ \t\r\n]+%%EOF/;

/** Finds the last `startxref <offset> %%EOF`. @throws PdfError "damaged" */
export function findStartXref(bytes: Uint8Array): StartXref {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const at = view.lastIndexOf("startxref");
  const found = at < bytes.length - SEARCHED ? null : LAST_WORDS.exec(view.subarray(at).toString("latin1"));
  if (!found) throw new PdfError("damaged", "The file does not end with startxref, a number and %%EOF");
  return { offset: Number(found[1]), end: skipEndOfLine(bytes, at + found[0].length) };
}

/** One end of line at most: CR LF, LF or CR. */
function skipEndOfLine(bytes: Uint8Array, at: number): number {
  if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
  return bytes[at] === LF ? at + 1 : at;
}
