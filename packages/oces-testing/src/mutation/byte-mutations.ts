import type { SeededNumbers } from "./seeded-numbers.js";

/** A small change. Gives the same bytes back when there is nothing it could change. */
export type Mutation = (bytes: Buffer, numbers: SeededNumbers) => Buffer;

const LONGEST_BLOCK = 200;

/** Takes `length` bytes out at `at` and puts others in. */
export const splice = (bytes: Buffer, at: number, length: number, into: string | Buffer = ""): Buffer =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(into as string), bytes.subarray(at + length)]);

function block(bytes: Buffer, numbers: SeededNumbers): { at: number; length: number } {
  const at = numbers.below(bytes.length);
  return { at, length: 1 + numbers.below(Math.min(LONGEST_BLOCK, bytes.length - at)) };
}

/** Changes that know nothing of XML. */
export const byteMutations = {
  "flip-bit": (bytes, numbers) => {
    const changed = Buffer.from(bytes);
    const at = numbers.below(bytes.length);
    if (at < changed.length) changed[at]! ^= 1 << numbers.below(8);
    return changed;
  },
  "replace-byte": (bytes, numbers) => splice(bytes, numbers.below(bytes.length), 1, Buffer.from([numbers.below(256)])),
  "insert-byte": (bytes, numbers) => splice(bytes, numbers.below(bytes.length), 0, Buffer.from([numbers.below(256)])),
  "insert-odd-text": (bytes, numbers) =>
    splice(
      bytes,
      numbers.below(bytes.length),
      0,
      numbers.pick(["<!---->", "<![CDATA[", "]]>", "<?x?>", "&#0;", "&lt;", "\0", "\uFEFF", "\r\n", "<!DOCTYPE x>"]),
    ),
  "delete-block": (bytes, numbers) => {
    const { at, length } = block(bytes, numbers);
    return splice(bytes, at, length);
  },
  "repeat-block": (bytes, numbers) => {
    const { at, length } = block(bytes, numbers);
    return splice(bytes, at, 0, bytes.subarray(at, at + length));
  },
  "move-block": (bytes, numbers) => {
    const { at, length } = block(bytes, numbers);
    return splice(splice(bytes, at, length), numbers.below(bytes.length - length), 0, bytes.subarray(at, at + length));
  },
  truncate: (bytes, numbers) => bytes.subarray(0, numbers.below(bytes.length)),
  "cut-the-beginning": (bytes, numbers) => bytes.subarray(1 + numbers.below(Math.min(LONGEST_BLOCK, bytes.length))),
} satisfies Record<string, Mutation>;
