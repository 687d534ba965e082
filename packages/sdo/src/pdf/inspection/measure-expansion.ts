import type { PdfFile } from "../file/pdf-file.js";
import { isArray, isName, isStream, type PdfStream } from "../syntax/pdf-value.js";
import { decodeAscii85, decodeAsciiHex } from "./decode-text.js";
import { inflatedLength, lzwLength, runLength } from "./expanded-length.js";

/** A page at 600 dpi in colours is 104 MB; a thousand grey ones at 100 dpi are about 1 GB. */
export interface ExpansionLimits {
  readonly stream: number;
  readonly file: number;
}

/** Nobody packs a stream more often, but for bombs. */
const MOST_FILTERS = 4;
/** Of the filters for data (ISO 32000-2 section 7.4), abbreviations included: those that can make more of it, and those for text. */
type Measure = (bytes: Uint8Array, limit: number) => number | Promise<number>;
const GROWING: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ["FlateDecode", inflatedLength],
  ["LZWDecode", lzwLength],
  ["RunLengthDecode", runLength],
]);
const FOR_TEXT = new Map([
  ["ASCII85Decode", decodeAscii85],
  ["ASCIIHexDecode", decodeAsciiHex],
]);
const ABBREVIATED: Readonly<Record<string, string>> = {
  Fl: "FlateDecode",
  LZW: "LZWDecode",
  RL: "RunLengthDecode",
  A85: "ASCII85Decode",
  AHx: "ASCIIHexDecode",
};

/**
 * Whether compressed streams become more than a reader should be asked to bear, or pictures are larger than that. Measured piece by piece
 * and thrown away, so it needs no memory to tell. What was packed twice is not measured, but refused.
 *
 * @throws PdfError when an object cannot be read
 */
export async function expandsTooMuch(file: PdfFile, limits: ExpansionLimits): Promise<boolean> {
  let total = 0;
  for (const [object, entry] of file.entries) {
    if (entry.kind !== "at") continue;
    const value = file.object(object);
    if (!isStream(value)) continue;
    total +=
      pixelsOf(file, value) > limits.stream ? Number.POSITIVE_INFINITY : await lengthOf(file, value, limits.stream);
    if (total > limits.file) return true;
  }
  return false;
}

/** Infinity for what is too much; 0 for a stream that is not packed. */
async function lengthOf(file: PdfFile, stream: PdfStream, limit: number): Promise<number> {
  const filters = filtersOf(file, stream);
  const growing = filters.filter((filter) => GROWING.has(filter));
  if (filters.length > MOST_FILTERS || growing.length > 1) return Number.POSITIVE_INFINITY;
  const at = filters.findIndex((filter) => GROWING.has(filter));
  if (at < 0) return 0;
  const packed = filters.slice(0, at).reduce((bytes, filter) => FOR_TEXT.get(filter)?.(bytes) ?? bytes, stream.bytes);
  const length = await GROWING.get(filters[at]!)!(packed, limit);
  return length > limit ? Number.POSITIVE_INFINITY : length;
}

function filtersOf(file: PdfFile, { dictionary }: PdfStream): readonly string[] {
  const filter = file.resolve(dictionary.get("Filter"));
  const filters = isArray(filter) ? filter.map((each) => file.resolve(each)) : [filter];
  return filters.flatMap((each) => (isName(each) ? [ABBREVIATED[each.name] ?? each.name] : []));
}

/** What a picture takes when it is shown, however little its own filter makes of it. */
function pixelsOf(file: PdfFile, { dictionary }: PdfStream): number {
  const [width, height] = ["Width", "Height"].map((key) => file.resolve(dictionary.get(key)));
  return typeof width === "number" && typeof height === "number" ? width * height : 0;
}
