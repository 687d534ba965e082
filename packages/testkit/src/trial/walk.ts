/** Walks a flow as the gateway would: the state is sealed between any two steps, and another node takes the next one. */
import {
  decodeStorable,
  encodeStorable,
  type Input,
  type OpenMethod,
  type Step,
  type Storable,
} from "@eid-gateway/core";
import { Complaint, complain } from "../complaint.js";
import type { AnyRequest, Trial } from "./trial.js";

const mostSteps = 30;

export type WaitingStep = Exclude<Step, { kind: "done" }>;
export type DoneStep = Extract<Step, { kind: "done" }>;

/** A flow that waits for the person. */
export interface Waiting {
  readonly person: number;
  readonly request: AnyRequest;
  readonly step: WaitingStep;
  readonly sealed: string;
}

export async function start(trial: Trial, person: number): Promise<Waiting | DoneStep> {
  const request = trial.requestOf(person);
  return keep(trial, person, request, await (trial.open() as AnyOpen).start(request));
}

/** One input, given to a newly opened method. */
export async function resume(trial: Trial, waiting: Waiting, input: Input): Promise<Waiting | DoneStep> {
  const { person, request, sealed } = waiting;
  const step = await (trial.open() as AnyOpen).resume(request, decodeStorable(sealed), input);
  return keep(trial, person, request, step);
}

export async function act(trial: Trial, waiting: Waiting): Promise<Waiting | DoneStep> {
  return resume(trial, waiting, await trial.stage.act(waiting.person, waiting.step));
}

export interface Walked {
  readonly steps: readonly Waiting[];
  readonly done: DoneStep;
}

/** From the start to the end, seen step by step. A failure on the way is a Complaint: all should go well. */
export async function walk(trial: Trial, person: number): Promise<Walked> {
  try {
    return await finish(trial, await start(trial, person));
  } catch (error) {
    if (error instanceof Complaint) throw error;
    return complain(trial.method, `a flow that should go well fails: ${String(error)}`, error);
  }
}

/** From here to the end. */
export async function finish(trial: Trial, from: Waiting | DoneStep): Promise<Walked> {
  const steps: Waiting[] = [];
  let now = from;
  while (!isDone(now)) {
    steps.push(now);
    if (steps.length > mostSteps) complain(trial.method, `not done after ${mostSteps} steps`);
    now = await act(trial, now);
  }
  return { steps, done: now };
}

/** Up to the n-th step that waits for the person. */
export async function walkTo(trial: Trial, person: number, n: number): Promise<Waiting> {
  let now = await start(trial, person);
  for (let taken = 0; taken < n && !isDone(now); taken += 1) now = await act(trial, now);
  return isDone(now) ? complain(trial.method, `done before step ${n + 1}, which it had before`) : now;
}

/** Up to where the person gives the proof. */
export async function walkToProof(trial: Trial, person: number): Promise<Waiting> {
  let now = await start(trial, person);
  for (let taken = 0; taken < mostSteps && !isDone(now); taken += 1) {
    if (trial.stage.isProof(now.step)) return now;
    now = await act(trial, now);
  }
  return complain(trial.method, "no step was the proof: see Stage.isProof");
}

export function isDone(result: Waiting | DoneStep): result is DoneStep {
  return "kind" in result;
}

/** The request's type follows the method's intent, which the suite chose together with the request. */
type AnyOpen = {
  start(request: AnyRequest): Promise<Step>;
  resume(request: AnyRequest, state: Storable, input: Input): ReturnType<OpenMethod["resume"]>;
};

function keep(trial: Trial, person: number, request: AnyRequest, step: Step): Waiting | DoneStep {
  if (step.kind === "done") return step;
  return { person, request, step, sealed: seal(trial, step.state) };
}

function seal(trial: Trial, state: Storable): string {
  try {
    return encodeStorable(state);
  } catch (cause) {
    return complain(trial.method, `the state cannot be kept: ${(cause as Error).message}`, cause);
  }
}
