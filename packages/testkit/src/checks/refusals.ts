import type { Category } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { failureIn, type Provocation, provokeWithGarbage, provokeWithProofs } from "../trial/provoke.js";
import { isDone } from "../trial/walk.js";
import type { Check } from "./check.js";

/** Whose fault bad input is. "misconfigured" and "unavailable" would wake the operator for anybody with a browser. */
const blamesTheInput: readonly Category[] = ["invalid-response", "refused", "cancelled", "expired"];

export const refusesGarbage: Check = {
  name: "garbage at any step is refused by a code, or asked about again, and never logs anybody in",
  run: async (subject) => {
    for await (const provocation of provokeWithGarbage(subject)) {
      refuseBlame(subject, provocation);
      if (getsPastProof(provocation)) complain(subject.method, `${provocation.what}: gets past the proof`);
    }
  },
};

export const refusesMisplacedProofs: Check = {
  name: "a proof that is replayed, another flow's, or late is refused by a code",
  run: async (subject) => {
    for await (const provocation of provokeWithProofs(subject)) {
      refuseBlame(subject, provocation);
      if (failureIn(provocation.outcome) === undefined) complain(subject.method, `${provocation.what} is accepted`);
    }
  },
};

/** Being done is one way past it, being asked the next question another. */
function getsPastProof({ outcome, place, trial }: Provocation): boolean {
  if (place === "after the proof" || "failure" in outcome) return false;
  if (isDone(outcome.result)) return true;
  return place === "proof" && !trial.stage.isProof(outcome.result.step);
}

function refuseBlame({ method }: MethodUnderTest, { what, outcome }: Provocation): void {
  const failure = failureIn(outcome);
  if (failure && !blamesTheInput.includes(failure.category)) {
    complain(method, `${what}: ${failure.code} is ${failure.category}, which is not the input's fault`);
  }
}
