import type { Identity, SignedDocument } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import { attempt } from "../trial/attempt.js";
import { everyOutage, type OutageCase } from "../trial/every-outage.js";
import { beginTrial } from "../trial/trial.js";
import { finish, isDone, start, walk } from "../trial/walk.js";
import type { Check } from "./check.js";

/** Another party that fails us is nobody's fault here: the person may try again, and nothing is made up meanwhile. */
export const survivesOutages: Check = {
  name: "another party that is down, slow or talking nonsense makes it unavailable, and it recovers by itself",
  run: async (subject) => {
    const healthy = await beginTrial(subject);
    const expected = factsOf((await walk(healthy, 0)).done.outcome);
    for await (const outage of everyOutage(subject)) {
      await strike(outage, expected);
      await recover(outage, expected);
    }
  },
};

/** A fallback may save the flow, but then nothing may be missing from the outcome in the end, nor made up. */
async function strike({ what, trial, run }: OutageCase, expected: string): Promise<void> {
  const outcome = await attempt(trial, what, run);
  if ("failure" in outcome) {
    const { category, code } = outcome.failure;
    if (category !== "unavailable") complain(trial.method, `${what}: ${code} is ${category}, not unavailable`);
    return;
  }
  // A screen that tells of the outage is fine too; the stage's people may not know what to do there.
  const end = await finish(trial, outcome.result).catch(() => undefined);
  if (end && factsOf(end.done.outcome) !== expected) {
    complain(trial.method, `${what}: done, with another outcome than when all is well`);
  }
}

async function recover({ what, trial }: OutageCase, expected: string): Promise<void> {
  trial.calls.outage = undefined;
  const again = await attempt(trial, `after ${what}`, async () => (await finish(trial, await start(trial, 0))).done);
  if ("failure" in again) complain(trial.method, `after ${what}: still ${again.failure.code} when all is well again`);
  if ("result" in again && isDone(again.result) && factsOf(again.result.outcome) !== expected) {
    complain(trial.method, `after ${what}: another outcome than before`);
  }
}

function factsOf(outcome: Identity | SignedDocument): string {
  const { evidence: _, nationalId, ...facts } = "signer" in outcome ? outcome.signer : outcome;
  return JSON.stringify({ ...facts, nationalId: nationalId?.reveal() });
}
