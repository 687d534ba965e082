/** Numbers that look random and come out the same for the same seed, some ten million a second. */
export interface SeededNumbers {
  /** A whole number from 0 up to, not including, `limit`; 0 when `limit` is not positive. */
  below(limit: number): number;
  /** One of these. Throws for an empty list. */
  pick<T>(choices: readonly T[]): T;
}

/** Mulberry32, on the seed's text. */
export function seededNumbers(seed: string | number): SeededNumbers {
  let state = fold(String(seed));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => (limit > 0 ? Math.floor((next() / 2 ** 32) * limit) : 0);
  return {
    below,
    pick(choices) {
      if (choices.length === 0) throw new Error("nothing to pick from");
      return choices[below(choices.length)]!;
    },
  };
}

/** FNV-1a: 32 bits of a text. */
function fold(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
