/** A challenge is good for one answer, whatever becomes of it, on whichever node it arrives. */
import type { Services } from "@eid-gateway/core";
import { fail } from "../errors/errors.js";

const rememberedForMs = 24 * 60 * 60_000; // far beyond the window in which a message's time stamp is accepted

/** @throws EidError nemid:replayed for all but the first */
export async function spendChallenge(challenge: string, { store, clock }: Services): Promise<void> {
  const expires = new Date(clock.now().getTime() + rememberedForMs);
  const uses = await store.count(`challenge/${challenge}`, expires);
  if (uses > 1) throw fail("nemid:replayed", "this flow's challenge has been answered before");
}
