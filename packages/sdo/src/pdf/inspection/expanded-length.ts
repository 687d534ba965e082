/** How long a stream becomes, past the limit anything. Of a broken one what it gave until then: what it shows is for its reader to find out. */
import { createInflate } from "node:zlib";

export function inflatedLength(bytes: Uint8Array, limit: number): Promise<number> {
  if (bytes.length * 1_032 <= 1024 * 1024) return Promise.resolve(bytes.length * 1_032); // deflate cannot do better
  return new Promise((resolve) => {
    let length = 0;
    const inflate = createInflate();
    inflate.on("data", (piece: Buffer) => {
      length += piece.length;
      if (length > limit) {
        resolve(length);
        inflate.destroy();
      }
    });
    inflate.on("end", () => resolve(length));
    inflate.on("error", () => resolve(length));
    inflate.end(bytes);
  });
}

/** A byte that says how many follow, or how often the next is repeated (ISO 32000-2 section 7.4.5). */
export function runLength(bytes: Uint8Array): number {
  let length = 0;
  for (let at = 0; at < bytes.length && bytes[at] !== 128; ) {
    const count = bytes[at]!;
    length += count < 128 ? count + 1 : 257 - count;
    at += count < 128 ? count + 2 : 2;
  }
  return length;
}

/** Codes grow early or late, as a parameter has it (ISO 32000-2 section 7.4.4): the more of both. */
export function lzwLength(bytes: Uint8Array, limit: number): number {
  return Math.max(lzwLengthBy(bytes, 1, limit), lzwLengthBy(bytes, 0, limit));
}

const [CLEAR, END, FIRST_FREE, MOST_CODES] = [256, 257, 258, 4096];

/** Of each code no more than the length of what it stands for is kept. */
function lzwLengthBy(bytes: Uint8Array, early: 0 | 1, limit: number): number {
  const lengths = new Uint32Array(MOST_CODES).fill(1, 0, CLEAR);
  let [next, width, last, total] = [FIRST_FREE, 9, 0, 0];
  let [bits, count] = [0, 0];
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xff_ffff;
    count += 8;
    if (count < width) continue;
    count -= width;
    const code = (bits >> count) & ((1 << width) - 1);
    if (code === END || total > limit) return total;
    if (code === CLEAR) [next, width, last] = [FIRST_FREE, 9, 0];
    else {
      const length = code < next ? lengths[code]! : last + 1;
      total += length;
      if (last > 0 && next < MOST_CODES) lengths[next++] = last + 1;
      last = length;
      width = Math.min(12, 32 - Math.clz32(Math.max(next + early, CLEAR)));
    }
  }
  return total;
}
