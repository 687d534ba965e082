/** The bytes of cross-reference streams and object streams: as they are, or deflated with or without a PNG predictor. */
import { inflateSync } from "node:zlib";
import { entryOf, isDictionary, isNode, numberOf, type PdfDictionary, PdfFault, type PdfValue } from "./pdf-value.js";

/** Of all such streams of a file together. */
export interface Allowance {
  left: number;
}
export const DECODED_LIMIT = 64 * 1024 * 1024;

/** @param bytes of the stream as they stand in the file */
export function decodeStream(dictionary: PdfDictionary, bytes: Uint8Array, allowance: Allowance): Uint8Array {
  const filters = listOf(entryOf(dictionary, "Filter")).map((one) =>
    isNode(one) && one.is === "name" ? one.text : "",
  );
  const [parameters] = listOf(entryOf(dictionary, "DecodeParms"));
  if (filters.length === 0) return bytes;
  if (filters.length > 1 || !/^(FlateDecode|Fl)$/.test(filters[0]!))
    throw new PdfFault("a stream of objects has a filter other than FlateDecode");
  const inflated = inflate(bytes, allowance);
  return isDictionary(parameters) ? undoPredictor(inflated, parameters) : inflated;
}

function listOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined) return [];
  return isNode(value) && value.is === "array" ? value.items : [value];
}

function inflate(bytes: Uint8Array, allowance: Allowance): Uint8Array {
  try {
    const inflated = inflateSync(bytes, { maxOutputLength: Math.max(1, allowance.left) });
    allowance.left -= inflated.length;
    return inflated;
  } catch {
    throw new PdfFault("a stream of objects cannot be inflated, or is too long");
  }
}

const HIGHEST_ROW = 1_000_000; // bytes

function undoPredictor(bytes: Uint8Array, parameters: PdfDictionary): Uint8Array {
  const predictor = numberOf(parameters, "Predictor") ?? 1;
  if (predictor === 1) return bytes;
  if (predictor < 10 || predictor > 15) throw new PdfFault("a stream of objects has an unknown predictor");
  const [colors = 1, bits = 8, columns = 1] = ["Colors", "BitsPerComponent", "Columns"].map((key) =>
    numberOf(parameters, key),
  );
  const pixel = Math.max(1, Math.ceil((colors * bits) / 8));
  const row = Math.ceil((colors * bits * columns) / 8);
  if (!(row >= 1 && row <= HIGHEST_ROW)) throw new PdfFault("a stream of objects has an impossible predictor");
  return undoPngRows(bytes, row, pixel);
}

/** PNG, section 9: each row begins with the filter it was put through. */
function undoPngRows(bytes: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const undone = new Uint8Array(rows * row);
  for (let index = 0; index < rows; index++) {
    const from = index * (row + 1);
    const filter = FILTERS[bytes[from]!];
    if (!filter) throw new PdfFault("a stream of objects has an unknown PNG filter");
    for (let column = 0; column < row; column++) {
      const at = index * row + column;
      const left = column >= pixel ? undone[at - pixel]! : 0;
      const up = index > 0 ? undone[at - row]! : 0;
      const upLeft = index > 0 && column >= pixel ? undone[at - row - pixel]! : 0;
      undone[at] = (bytes[from + 1 + column] ?? 0) + filter(left, up, upLeft);
    }
  }
  return undone;
}

const FILTERS: readonly ((left: number, up: number, upLeft: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [byLeft, byUp, byUpLeft] = [left, up, upLeft].map((one) => Math.abs(guess - one)) as [number, number, number];
  if (byLeft <= byUp && byLeft <= byUpLeft) return left;
  return byUp <= byUpLeft ? up : upLeft;
}
