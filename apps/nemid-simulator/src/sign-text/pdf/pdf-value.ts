/** The objects of PDF (ISO 32000-1, 7.3), as far as names matter: strings are read over. */

export interface PdfName {
  readonly is: "name";
  readonly text: string; // `#xx` resolved, a byte in each character
}
interface PdfReference {
  readonly is: "reference";
  readonly number: number;
}
interface PdfArray {
  readonly is: "array";
  readonly items: readonly PdfValue[];
}
export interface PdfDictionary {
  readonly is: "dictionary";
  readonly entries: readonly (readonly [key: string, value: PdfValue])[];
  /** Where the bytes of its stream begin, if it has one. */
  readonly streamAt?: number;
}
/** Strings, true, false and null. */
interface PdfOther {
  readonly is: "other";
}
export type PdfValue = number | PdfName | PdfReference | PdfArray | PdfDictionary | PdfOther;

/** The file is not as PDF says. `place` is an object, or a byte. */
export class PdfFault extends Error {
  readonly place: string | undefined;

  constructor(message: string, place?: string) {
    super(message);
    this.place = place;
  }
}

/** A key that comes twice counts with its last value, as viewers have it. */
export function entryOf({ entries }: PdfDictionary, key: string): PdfValue | undefined {
  return entries.findLast(([name]) => name === key)?.[1];
}

export function numberOf(dictionary: PdfDictionary, key: string): number | undefined {
  const value = entryOf(dictionary, key);
  return typeof value === "number" ? value : undefined;
}

export function nameOf(dictionary: PdfDictionary, key: string): string | undefined {
  const value = entryOf(dictionary, key);
  return isNode(value) && value.is === "name" ? value.text : undefined;
}

export function isNode(value: PdfValue | undefined): value is Exclude<PdfValue, number> {
  return typeof value === "object";
}

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return isNode(value) && value.is === "dictionary";
}
