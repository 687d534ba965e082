/**
 * One request at a time writes a shared session: a page that asks silently for several clients at once would otherwise have each of them
 * write what it read, and all but the last would lose the grant that its tokens are bound to.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Storage } from "@eid-gateway/storage";

interface TurnParts {
  readonly storage: Pick<Storage, "oidc">;
  readonly clock: { now(): Date };
}

const MODEL = "SessionTurn";
/** After a crash the next in line waits no longer than this. */
const LEASE_MS = 5_000;
const PAUSE_MS = 20;

/** Waits for those before; whoever has waited for a whole lease goes on all the same. @returns gives the turn back */
export async function takeTurn({ storage: { oidc }, clock }: TurnParts, session: string): Promise<() => Promise<void>> {
  for (let waitedMs = 0; waitedMs < LEASE_MS; waitedMs += PAUSE_MS) {
    // A row is consumed by exactly one caller. Where there is none, nobody has the turn; written twice it is still one row.
    if (!(await oidc.find(MODEL, session))) {
      await oidc.upsert(MODEL, session, {}, new Date(clock.now().getTime() + LEASE_MS), {});
    }
    if (await oidc.consume(MODEL, session)) return () => oidc.destroy(MODEL, session);
    await wait(PAUSE_MS);
  }
  return async () => {};
}
