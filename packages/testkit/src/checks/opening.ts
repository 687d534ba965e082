import { EidError } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import type { RefusedSetUp } from "../method-under-test.js";
import { beginTrial, type Trial } from "../trial/trial.js";
import type { Check } from "./check.js";

/** check-config opens every method, on a machine that may have no network. */
export const opensOffline: Check = {
  name: "it opens offline, and refuses a set-up that cannot work as misconfigured, naming the path",
  run: async (subject) => {
    const trial = await beginTrial(subject);
    trial.open();
    for (const [what, setUp] of Object.entries(subject.refuses.setUp ?? {})) refuse(trial, what, setUp);
    // A call that `open` does not await would otherwise be made after we looked.
    await new Promise((resolve) => setImmediate(resolve));
    if (trial.calls.urls.length > 0) complain(trial.method, `open called ${trial.calls.urls.join(", ")}`);
  },
};

function refuse(trial: Trial, what: string, { path, ...change }: RefusedSetUp): void {
  const error = catchError(() => trial.open(change));
  if (error === undefined) complain(trial.method, `a set-up with ${what} is opened`);
  if (!(error instanceof EidError)) complain(trial.method, `a set-up with ${what}: ${String(error)}`, error);
  if (error.category !== "misconfigured") complain(trial.method, `a set-up with ${what} is "${error.category}"`);
  const paths = error.issues.map((issue) => issue.path?.join("."));
  if (!paths.includes(path))
    complain(trial.method, `a set-up with ${what}: the issues are about ${paths}, not "${path}"`);
}

function catchError(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}
