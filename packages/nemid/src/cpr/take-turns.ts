/** One check of a person's number at a time, at one service, on whichever node: who guesses in ten flows at once waits like anybody. */
import type { Services } from "@eid-gateway/core";
import { fail } from "../errors/errors.js";

/** Longer than a check can take; only a node that died in the middle of one leaves it to run out. */
const turnMs = 30_000;

/** A check takes a moment. A second log-in, in another tab say, waits for it, well within a step's time. */
const waits = 40;
const waitMs = 100;

/** @throws EidError nemid:cprunavailable when it is not this flow's turn for so long */
export async function inTurn<T>(identifier: string, services: Services, work: () => Promise<T>): Promise<T> {
  const turn = `cpr-turn/${identifier}`;
  await takeTurn(turn, services);
  try {
    return await work();
  } finally {
    await services.store.delete(turn);
  }
}

async function takeTurn(turn: string, { store, clock }: Services): Promise<void> {
  for (let waited = 0; ; waited += 1) {
    if ((await store.count(turn, new Date(clock.now().getTime() + turnMs))) === 1) return;
    if (waited === waits) break;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  throw fail("nemid:cprunavailable", "another log-in of this person's is checking a CPR number just now");
}
