import type { Identity } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import { beginTrial, type Trial } from "../trial/trial.js";
import { act, type DoneStep, isDone, start, type Waiting } from "../trial/walk.js";
import type { Check } from "./check.js";

const flows = 50;
const rounds = 30;

/** Every flow takes one step, then every flow the next: what is kept outside of a state ends up in another's outcome. */
export const keepsFlowsApart: Check = {
  name: "fifty interleaved flows do not mix",
  run: async (subject) => {
    const trial = await beginTrial(subject);
    const people = Array.from({ length: flows }, (_, person) => person);
    let now = await Promise.all(people.map((person) => start(trial, person)));
    for (let round = 0; round < rounds && !now.every(isDone); round += 1) {
      now = await Promise.all(now.map((flow) => (isDone(flow) ? flow : act(trial, flow))));
    }
    for (const [person, flow] of now.entries()) checkOutcome(trial, person, flow);
    if (new Set(people.map(trial.stage.subjectOf)).size < flows)
      complain(trial.method, "the stage's fifty people are fewer");
  },
};

function checkOutcome(trial: Trial, person: number, flow: Waiting | DoneStep): void {
  if (!isDone(flow)) complain(trial.method, `flow ${person} was not done after ${rounds} steps`);
  const identity: Identity = "signer" in flow.outcome ? flow.outcome.signer : flow.outcome;
  if (identity.subject !== trial.stage.subjectOf(person))
    complain(trial.method, `flow ${person} ended with another person`);
}
