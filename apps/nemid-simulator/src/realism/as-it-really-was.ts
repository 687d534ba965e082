import { drawManner, type Manner } from "./manner.js";

/** The switch of the mode, and the manner of the next message. */
export interface AsItReallyWas {
  seed(): string | undefined;
  /** Counts messages from the beginning. @param seed undefined: every message is written alike */
  set(seed: string | undefined): void;
  next(): Manner | undefined;
}

export function openAsItReallyWas(initial: string | undefined): AsItReallyWas {
  let current = initial;
  let messages = 0;
  return {
    seed: () => current,
    set(seed) {
      current = seed;
      messages = 0;
    },
    next: () => (current === undefined ? undefined : drawManner(current, messages++)),
  };
}
