/** Every object of a PDF: those in the file and those within streams of objects, referred to or not. */
import { type Allowance, DECODED_LIMIT, decodeStream } from "./decode-stream.js";
import { entryOf, isDictionary, nameOf, numberOf, type PdfDictionary, PdfFault, type PdfValue } from "./pdf-value.js";
import { type CrossReference, type Location, readCrossReference } from "./read-cross-reference.js";
import { findObjectAt, streamOf } from "./read-object.js";
import { PdfReader } from "./read-value.js";

export interface OpenedPdf {
  readonly objects: ReadonlyMap<number, PdfValue>;
  readonly trailers: readonly PdfDictionary[]; // the newest first
}

const HEADER_WITHIN = 1024;
/** Objects may overlap only by mistake or malice; reading all of them costs no more than this many times the file. */
const READ_TIMES = 8;

/** Reads strictly, without the repairs that viewers make. @throws PdfFault */
export function openPdf(file: Uint8Array): OpenedPdf {
  const bytes = fromHeader(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  const allowance: Allowance = { left: DECODED_LIMIT };
  const { locations, trailers } = readCrossReference(bytes, allowance);
  const isEncrypted = trailers.some((trailer) => entryOf(trailer, "Encrypt") !== undefined);
  const objects = readObjects(bytes, locations);
  const containers = [...objects].filter(([, value]) => isDictionary(value) && nameOf(value, "Type") === "ObjStm");
  if (isEncrypted && containers.length > 0) throw new PdfFault("it is encrypted, and its objects cannot be read");
  const lengthOf = (number: number) => {
    const length = objects.get(number);
    return typeof length === "number" ? length : undefined;
  };
  const within = new Map<number, PdfValue>();
  for (const [number, value] of containers) {
    const dictionary = value as PdfDictionary;
    const data = inObject(number, () => decodeStream(dictionary, streamOf(bytes, dictionary, lengthOf), allowance));
    for (const [inner, found] of inObject(number, () => readContained(data, dictionary)))
      if (isNewest(locations.get(inner), number)) within.set(inner, found);
  }
  return { objects: new Map([...objects, ...within]), trailers };
}

/** What stands before the header counts for no address. */
function fromHeader(bytes: Buffer): Buffer {
  const at = bytes.subarray(0, HEADER_WITHIN).indexOf("%PDF-");
  if (at < 0) throw new PdfFault("it is not a PDF");
  return bytes.subarray(at);
}

type Locations = CrossReference["locations"];

function readObjects(bytes: Buffer, locations: Locations): Map<number, PdfValue> {
  const objects = new Map<number, PdfValue>();
  let left = bytes.length * READ_TIMES;
  for (const [number, location] of locations) {
    if (location === "free" || "within" in location) continue;
    const read = inObject(number, () => findObjectAt(bytes, location.at));
    if (read.number !== number) throw new PdfFault("another object stands in its place", `object ${number}`);
    left -= read.end - location.at;
    if (left < 0) throw new PdfFault("its objects overlap");
    objects.set(number, read.value);
  }
  return objects;
}

/** An object that an update has moved elsewhere is not the one within. */
function isNewest(location: Location | undefined, container: number): boolean {
  return location === undefined || (location !== "free" && "within" in location && location.within === container);
}

/** A stream of objects: pairs of number and place, then the objects (ISO 32000-1, 7.5.7). */
function readContained(data: Uint8Array, dictionary: PdfDictionary): readonly (readonly [number, PdfValue])[] {
  const count = numberOf(dictionary, "N") ?? 0;
  const first = numberOf(dictionary, "First") ?? 0;
  const head = new PdfReader(data);
  const pairs: (readonly [number, number])[] = [];
  while (pairs.length < count) pairs.push([head.readInteger(), head.readInteger()]);
  let left = data.length * READ_TIMES;
  return pairs.map(([number, place]) => {
    const reader = new PdfReader(data, first + place);
    const value = inObject(number, () => reader.readValue());
    left -= reader.at - first - place;
    if (left < 0) throw new PdfFault("its objects overlap");
    return [number, value];
  });
}

/** Says which object it was. */
function inObject<T>(number: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    throw new PdfFault(error.message, `object ${number}`);
  }
}
