import { createHmac } from "node:crypto";

/** A stream of choices that is the same for the same seed and label. For test data only: keys are drawn from the system. */
export interface Draw {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  digits(count: number): string;
}

/** @param label what the draw is for, e.g. `"identity", 3`: draws of different labels are unrelated. */
export function drawFrom(seed: string, ...label: readonly (string | number)[]): Draw {
  let counter = 0;
  function below(limit: number): number {
    const block = createHmac("sha256", seed).update(JSON.stringify([...label, counter++]));
    return block.digest().readUIntBE(0, 6) % limit; // 48 bits over small limits: the bias does not matter for test data
  }
  return {
    below,
    pick: (list) => list[below(list.length)]!,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(""),
  };
}
