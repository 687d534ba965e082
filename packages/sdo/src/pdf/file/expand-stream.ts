import { inflateSync } from "node:zlib";
import { PdfError } from "../pdf-error.js";
import {
  dictionaryOf,
  isArray,
  isName,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
} from "../syntax/pdf-value.js";
import { undoPredictor } from "./undo-predictor.js";

/**
 * What a stream holds. Only the filter that structure is written with is known: FlateDecode, with the predictors of table 8.
 * Pictures and their filters are never looked into.
 *
 * @param limit bytes it may become
 * @throws PdfError "unsupported-filter", "expands-too-much", "damaged"
 */
export function expandStream({ dictionary, bytes }: PdfStream, limit: number): Uint8Array {
  const filters = listOf(dictionary.get("Filter"));
  if (filters.length === 0) return bytes;
  if (filters.length > 1 || !isName(filters[0], "FlateDecode"))
    throw new PdfError("unsupported-filter", "Structure is written with another filter than FlateDecode");
  const parameters = dictionaryOf(listOf(dictionary.get("DecodeParms"))[0]);
  return undoPredictor(inflate(bytes, limit), readPredictor(parameters));
}

function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: limit });
  } catch (cause) {
    const isTooMuch = cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE";
    if (isTooMuch)
      throw new PdfError("expands-too-much", `A stream becomes more than ${limit} bytes`, undefined, { cause });
    throw new PdfError("damaged", "A compressed stream cannot be read", undefined, { cause });
  }
}

function listOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value : [value];
}

function readPredictor(parameters: PdfDictionary | undefined) {
  const numberOf = (key: string, otherwise: number): number => {
    const value = parameters?.get(key) ?? otherwise;
    return Number.isSafeInteger(value) ? (value as number) : otherwise;
  };
  return {
    predictor: numberOf("Predictor", 1),
    colours: numberOf("Colors", 1),
    bits: numberOf("BitsPerComponent", 8),
    columns: numberOf("Columns", 1),
  };
}
