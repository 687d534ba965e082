/** A healthy flow in which one call to the other side fails: every call, in every way. */
import { complain } from "../complaint.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { faults } from "./outage.js";
import { beginTrial, type Trial } from "./trial.js";
import { act, type DoneStep, isDone, start, type Waiting, walk } from "./walk.js";

export interface OutageCase {
  readonly what: string; // "call 2 (http://...) answers 503"
  readonly trial: Trial;
  /** Walks until the fault strikes, and gives what became of that step. */
  readonly run: () => Promise<Waiting | DoneStep>;
}

export async function* everyOutage(subject: MethodUnderTest): AsyncGenerator<OutageCase> {
  const healthy = await beginTrial(subject);
  await walk(healthy, 0);
  for (const [call, url] of healthy.calls.urls.entries()) {
    for (const [name, fault] of Object.entries(faults)) {
      const trial = await beginTrial(subject);
      trial.calls.outage = { call, fault };
      yield { what: `call ${call + 1} (${new URL(url).origin}) ${name}`, trial, run: () => walkPastCall(trial, call) };
    }
  }
}

async function walkPastCall(trial: Trial, call: number): Promise<Waiting | DoneStep> {
  let now = await start(trial, 0);
  while (!isDone(now) && trial.calls.urls.length <= call) now = await act(trial, now);
  return trial.calls.urls.length > call ? now : complain(trial.method, `call ${call + 1} was not made this time`);
}
