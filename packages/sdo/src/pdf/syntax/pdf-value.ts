/**
 * The objects of ISO 32000-2 section 7.3 in plain data. A dictionary is a Map from names without their slash, an array an
 * array; numbers, booleans and null are JavaScript's. Names and keys are byte strings: one character for each byte.
 */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | readonly PdfValue[]
  | PdfDictionary
  | PdfStream;

export interface PdfName {
  readonly type: "name";
  readonly name: string;
}
export interface PdfString {
  readonly type: "string";
  readonly bytes: Uint8Array;
}
export interface PdfReference {
  readonly type: "reference";
  readonly object: number;
  readonly generation: number;
}
export type PdfDictionary = ReadonlyMap<string, PdfValue>;
export interface PdfStream {
  readonly type: "stream";
  readonly dictionary: PdfDictionary;
  /** As they stand in the file, still encoded by its filters. */
  readonly bytes: Uint8Array;
}

export const name = (text: string): PdfName => ({ type: "name", name: text });
export const string = (bytes: Uint8Array): PdfString => ({ type: "string", bytes });
export const reference = (object: number, generation = 0): PdfReference => ({ type: "reference", object, generation });
export const dictionary = (entries: Readonly<Record<string, PdfValue>>): PdfDictionary =>
  new Map(Object.entries(entries));
export const stream = (entries: Readonly<Record<string, PdfValue>>, bytes: Uint8Array): PdfStream => ({
  type: "stream",
  dictionary: dictionary(entries),
  bytes,
});

export function isArray(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value);
}
export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map;
}
export function isName(value: PdfValue | undefined, text?: string): value is PdfName {
  return isTagged(value, "name") && (text === undefined || (value as PdfName).name === text);
}
export function isString(value: PdfValue | undefined): value is PdfString {
  return isTagged(value, "string");
}
export function isReference(value: PdfValue | undefined): value is PdfReference {
  return isTagged(value, "reference");
}
export function isStream(value: PdfValue | undefined): value is PdfStream {
  return isTagged(value, "stream");
}

/** The dictionary of a dictionary or of a stream. */
export function dictionaryOf(value: PdfValue | undefined): PdfDictionary | undefined {
  return isStream(value) ? value.dictionary : isDictionary(value) ? value : undefined;
}

function isTagged(value: PdfValue | undefined, type: string): boolean {
  return typeof value === "object" && value !== null && "type" in value && value.type === type;
}
