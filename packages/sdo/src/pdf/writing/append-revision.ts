import { isStream, type PdfDictionary, type PdfValue } from "../syntax/pdf-value.js";
import { writeValue } from "../syntax/write-value.js";
import type { GrowingFile } from "./growing-file.js";

/** Four bytes above 127 tell transfer programs that the file is binary (ISO 32000-2 section 7.5.2). */
const HEADER = Buffer.from("%PDF-2.0\n%\xe2\xe3\xcf\xd3\n", "latin1");

export interface Revision {
  readonly objects: ReadonlyMap<number, PdfValue>;
  /** Without Size and Prev, which follow from the rest. */
  readonly trailer: PdfDictionary;
  /** One more than the highest object number of the whole file. */
  readonly size: number;
  /** Where the cross-reference section of the revision before is. */
  readonly previous?: number;
}

/**
 * Gives a file one more revision (ISO 32000-2 section 7.5.6), or its first: what was there keeps its bytes and its place.
 *
 * @returns where the value of each new object begins: after `obj` and a line feed
 */
export function appendRevision(file: GrowingFile, revision: Revision): ReadonlyMap<number, number> {
  const pieces: Uint8Array[] = [];
  const [starts, places] = [new Map<number, number>(), new Map<number, number>()];
  let at = file.length;
  const put = (piece: Uint8Array | string): void => {
    const bytes = typeof piece === "string" ? Buffer.from(piece, "latin1") : piece;
    pieces.push(bytes);
    at += bytes.length;
  };
  if (at === 0) put(HEADER);
  for (const [object, value] of revision.objects) {
    starts.set(object, at);
    put(`${object} 0 obj\n`);
    places.set(object, at);
    put(writeValue(value));
    if (isStream(value)) {
      put("\nstream\n");
      put(value.bytes);
      put("\nendstream");
    }
    put("\nendobj\n");
  }
  put(writeXref(starts, revision, at));
  file.append(pieces);
  return places;
}

function writeXref(starts: ReadonlyMap<number, number>, { trailer, size, previous }: Revision, at: number): string {
  const entries = [...starts].sort(([a], [b]) => a - b);
  const isFirst = previous === undefined;
  const places = new Map(isFirst ? [[0, undefined] as const, ...entries] : entries);
  const whole = new Map<string, PdfValue>([...trailer, ["Size", size]]);
  if (!isFirst) whole.set("Prev", previous);
  return `xref\n${subsections(places)}trailer\n${writeValue(whole)}\nstartxref\n${at}\n%%EOF\n`;
}

/** Each run of numbers is a subsection; object 0 heads the list of free ones. */
function subsections(places: ReadonlyMap<number, number | undefined>): string {
  const lines: string[] = [];
  for (const [object, place] of places) {
    if (!places.has(object - 1)) lines.push(`${object} ${lengthOfRun(object, places)}\n`);
    lines.push(place === undefined ? "0000000000 65535 f \n" : `${String(place).padStart(10, "0")} 00000 n \n`);
  }
  return lines.join("");
}

function lengthOfRun(first: number, places: ReadonlyMap<number, unknown>): number {
  let length = 1;
  while (places.has(first + length)) length++;
  return length;
}
