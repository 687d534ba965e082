import type { SigningPorts } from "../ports.js";
import { type KeptChore, postponeChore } from "../tables/chore-rows.js";

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
const GIVE_UP_MS = 24 * 60 * MINUTE_MS;

/** When to try again: after 1, 2, 4, ... minutes, then every hour. `undefined`: a day has passed, it is given up. */
export function nextTry(attempts: number, firstDue: number, now: number): number | undefined {
  if (now - firstDue >= GIVE_UP_MS) return undefined;
  return now + Math.min(MINUTE_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE_MS);
}

/** One that was altered, or sealed with a key that this node lacks: another node may have it, or the operator will add it. */
export async function postponeUnreadable({ storage }: SigningPorts, chore: KeptChore): Promise<"failed"> {
  const { workbench } = storage;
  await workbench.transaction((parts) => postponeChore(parts, chore, workbench.now() + LONGEST_PAUSE_MS));
  return "failed";
}
