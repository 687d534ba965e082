import { createInflate } from "node:zlib";
import type { PdfFile } from "../file/pdf-file.js";
import { isArray, isName, isStream, type PdfStream } from "../syntax/pdf-value.js";

/** A page at 600 dpi in colours is 104 MB; a thousand grey ones at 100 dpi are about 1 GB. */
export interface ExpansionLimits {
  readonly stream: number;
  readonly file: number;
}

/**
 * Whether compressed streams become more than a reader should be asked to bear. Expanded piece by piece and thrown away, so it
 * needs no memory to tell. Only FlateDecode is measured: of the filters it alone can grow a thousandfold twice over.
 *
 * @throws PdfError when an object cannot be read
 */
export async function expandsTooMuch(file: PdfFile, limits: ExpansionLimits): Promise<boolean> {
  let total = 0;
  for (const [object, entry] of file.entries) {
    if (entry.kind !== "at") continue;
    const value = file.object(object);
    const times = isStream(value) ? timesDeflated(file, value) : 0;
    if (times > 1) return true; // nobody needs that but bombs
    if (times === 1) total += await expandedLength((value as PdfStream).bytes, limits.stream);
    if (total > limits.file || total === Number.POSITIVE_INFINITY) return true;
  }
  return false;
}

function timesDeflated(file: PdfFile, { dictionary }: PdfStream): number {
  const filter = file.resolve(dictionary.get("Filter"));
  const filters = isArray(filter) ? filter.map((each) => file.resolve(each)) : [filter];
  return filters.filter((each) => isName(each, "FlateDecode") || isName(each, "Fl")).length;
}

/** Infinity past the limit. Of a broken stream what it gave until then: what it shows is for its reader to find out. */
function expandedLength(bytes: Uint8Array, limit: number): Promise<number> {
  if (bytes.length * 1_032 <= 1024 * 1024) return Promise.resolve(bytes.length * 1_032); // deflate cannot do better
  return new Promise((resolve) => {
    let length = 0;
    const inflate = createInflate();
    inflate.on("data", (piece: Buffer) => {
      length += piece.length;
      if (length > limit) {
        resolve(Number.POSITIVE_INFINITY);
        inflate.destroy();
      }
    });
    inflate.on("end", () => resolve(length));
    inflate.on("error", () => resolve(length));
    inflate.end(bytes);
  });
}
