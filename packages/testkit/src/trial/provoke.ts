/** Sends a method everything it must refuse or ask again about, each time in a trial of its own. */
import type { EidError, Input } from "@eid-gateway/core";
import type { MethodUnderTest } from "../method-under-test.js";
import { type Attempt, attempt } from "./attempt.js";
import { nastyInputs } from "./nasty-inputs.js";
import { beginTrial, type Trial } from "./trial.js";
import { resume, type Waiting, walk, walkTo, walkToProof } from "./walk.js";

export interface Provocation {
  readonly what: string; // "garbage at nemid/cpr: blanks"
  readonly trial: Trial;
  readonly input: Input;
  readonly outcome: Attempt;
  readonly place: "before the proof" | "proof" | "after the proof"; // of the step that got the input
}

const dayMs = 24 * 60 * 60_000;

/** Garbage of every sort at every step of a flow. */
export async function* provokeWithGarbage(subject: MethodUnderTest): AsyncGenerator<Provocation> {
  const { steps } = await walk(await beginTrial(subject), 0);
  const proofAt = await findProof(subject, steps);
  for (const [n, { step }] of steps.entries()) {
    for (const name of Object.keys(nastyInputs(step))) {
      const trial = await beginTrial(subject);
      const waiting = await walkTo(trial, 0, n);
      const input = nastyInputs(waiting.step)[name];
      if (input === undefined) continue;
      const what = `garbage at ${nameOf(waiting)}: ${name}`;
      const outcome = await attempt(trial, what, () => resume(trial, waiting, input));
      yield { what, trial, input, outcome, place: place(n, proofAt) };
    }
  }
}

/** Proofs that are genuine, but not here and now. */
export async function* provokeWithProofs(subject: MethodUnderTest): AsyncGenerator<Provocation> {
  yield await replayed(subject);
  yield await foreign(subject);
  yield await late(subject);
}

async function replayed(subject: MethodUnderTest): Promise<Provocation> {
  const trial = await beginTrial(subject);
  const waiting = await walkToProof(trial, 0);
  const input = await trial.stage.act(0, waiting.step);
  await resume(trial, waiting, input);
  return prove("a proof given twice", trial, waiting, input);
}

async function foreign(subject: MethodUnderTest): Promise<Provocation> {
  const trial = await beginTrial(subject);
  const [mine, theirs] = [await walkToProof(trial, 0), await walkToProof(trial, 1)];
  return prove("another flow's proof", trial, mine, await trial.stage.act(1, theirs.step));
}

async function late(subject: MethodUnderTest): Promise<Provocation> {
  const trial = await beginTrial(subject);
  const waiting = await walkToProof(trial, 0);
  const input = await trial.stage.act(0, waiting.step);
  trial.clock.advance(dayMs);
  return prove("a proof that comes a day late", trial, waiting, input);
}

async function prove(what: string, trial: Trial, waiting: Waiting, input: Input): Promise<Provocation> {
  const outcome = await attempt(trial, what, () => resume(trial, waiting, input));
  return { what, trial, input, outcome, place: "proof" };
}

async function findProof(subject: MethodUnderTest, steps: readonly Waiting[]): Promise<number> {
  const { stage } = await beginTrial(subject);
  return steps.findIndex(({ step }) => stage.isProof(step));
}

function place(n: number, proofAt: number): Provocation["place"] {
  if (n === proofAt) return "proof";
  return n < proofAt ? "before the proof" : "after the proof";
}

function nameOf({ step }: Waiting): string {
  return step.kind === "show" ? step.screen.name : `the redirect to ${step.url.origin}`;
}

export function failureIn(outcome: Attempt): EidError | undefined {
  return "failure" in outcome ? outcome.failure : undefined;
}
