import { byteMutations, type Mutation } from "./byte-mutations.js";
import { markupMutations } from "./markup-mutations.js";
import { type SeededNumbers, seededNumbers } from "./seeded-numbers.js";

const MUTATIONS = { ...byteMutations, ...markupMutations } as const satisfies Record<string, Mutation>;
export type MutationName = keyof typeof MUTATIONS;
export const MUTATION_NAMES = Object.keys(MUTATIONS) as MutationName[];

const MOST_AT_ONCE = 4;
const TRIES = 16;

/** What a seed makes of a message, and by which changes. */
export interface Mutated {
  readonly bytes: Uint8Array;
  readonly applied: readonly MutationName[];
}

/**
 * A message with one to four small changes, at least one byte of it another. Same bytes and same seed, same outcome: a
 * failure is replayed by its seed alone. Takes a message as XML or, with less sense for its parts, as anything else.
 * Some outcomes still say what the message said, in another form: a blank in a certificate's base64, another order of the
 * certificates. Whoever accepts one must read from it what was signed. Throws for no bytes at all.
 *
 * @example
 * for (let seed = 0; seed < 20_000; seed++) {
 *   const read = tryToRead(mutate(message, seed));
 *   if (read.accepted) expect(read.content, `seed ${seed}`).toEqual(honest);
 * }
 */
export const mutate = (bytes: Uint8Array, seed: string | number): Uint8Array => mutationsOf(bytes, seed).bytes;

/** The same, telling which changes were made: for the words of a failure. */
export function mutationsOf(bytes: Uint8Array, seed: string | number): Mutated {
  if (bytes.length === 0) throw new Error("no bytes to change");
  const numbers = seededNumbers(seed);
  const original = Buffer.from(bytes);
  const count = 1 + numbers.below(MOST_AT_ONCE);
  for (let tries = 0; tries < TRIES; tries++) {
    const mutated = apply(original, count, numbers);
    if (!original.equals(mutated.bytes)) return mutated;
  }
  return { bytes: byteMutations["flip-bit"](original, numbers), applied: ["flip-bit"] };
}

function apply(original: Buffer, count: number, numbers: SeededNumbers): Mutated {
  let bytes: Buffer = original;
  const applied: MutationName[] = [];
  while (applied.length < count) {
    const name = numbers.pick(MUTATION_NAMES);
    bytes = MUTATIONS[name](bytes, numbers);
    applied.push(name);
  }
  return { bytes, applied };
}
