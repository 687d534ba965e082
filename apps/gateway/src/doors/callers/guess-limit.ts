/**
 * How fast passwords may be guessed: ten wrong ones from an address, then one more every six seconds. By address, so that nobody can
 * lock a customer out from elsewhere; the customer's own address is open again a few seconds after it stops. Each node counts alone.
 */
import { networkOf } from "./network-of.js";

export interface GuessLimit {
  isOver(address: string): boolean;
  miss(address: string): void;
}

const TRIES = 10;
const REFILL_MS = 6_000;
/** An attacker with more addresses than this has more tries anyway. */
const MOST_ADDRESSES = 10_000;

export function createGuessLimit(clock: { now(): Date }): GuessLimit {
  /** By address, when its bucket will be full again; the oldest first. */
  const fullAt = new Map<string, number>();

  const spentOf = (key: string) => Math.max(0, (fullAt.get(key) ?? 0) - clock.now().getTime()) / REFILL_MS;

  return {
    isOver: (address) => spentOf(networkOf(address)) > TRIES - 1,
    miss(address) {
      const key = networkOf(address);
      const until = clock.now().getTime() + (spentOf(key) + 1) * REFILL_MS;
      fullAt.delete(key);
      fullAt.set(key, until);
      if (fullAt.size > MOST_ADDRESSES) fullAt.delete(fullAt.keys().next().value!);
    },
  };
}
