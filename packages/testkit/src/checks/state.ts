import { decodeStorable, encodeStorable } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import { beginTrial } from "../trial/trial.js";
import { walk } from "../trial/walk.js";
import type { Check } from "./check.js";

/** `walk` seals the state between any two steps and opens the method anew for each, as on another node. */
export const stateSurvives: Check = {
  name: "a flow goes through when its state is sealed between any two steps and another node takes each",
  run: async (subject) => {
    const trial = await beginTrial(subject);
    const { steps, done } = await walk(trial, 0);
    if (steps.length === 0) complain(trial.method, "it was done without asking anybody anything");
    for (const { sealed } of steps) {
      if (encodeStorable(decodeStorable(sealed)) !== sealed)
        complain(trial.method, "the state changes when it is kept");
    }
    const outcome = "signer" in done.outcome ? done.outcome.signer : done.outcome;
    if (outcome.subject !== trial.stage.subjectOf(0)) complain(trial.method, "the outcome is about somebody else");
    if (outcome.nationalId?.reveal() === outcome.subject) complain(trial.method, "the subject is the national id");
    for (const name of Object.keys(outcome.attributes)) {
      if (!Object.hasOwn(trial.method.attributes ?? {}, name))
        complain(trial.method, `the attribute ${name} is not declared`);
    }
    encodeStorable(outcome.evidence.report);
  },
};
