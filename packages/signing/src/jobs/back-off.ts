const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
const GIVE_UP_MS = 24 * 60 * MINUTE_MS;

/** When to try again: after 1, 2, 4, ... minutes, then every hour. `undefined`: a day has passed, it is given up. */
export function nextTry(attempts: number, firstDue: number, now: number): number | undefined {
  if (now - firstDue >= GIVE_UP_MS) return undefined;
  return now + Math.min(MINUTE_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE_MS);
}
