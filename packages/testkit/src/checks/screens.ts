import { complain } from "../complaint.js";
import { languagesOf } from "../languages.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { renderScreen } from "../render.js";
import { provokeWithGarbage } from "../trial/provoke.js";
import { beginTrial } from "../trial/trial.js";
import { isDone, type Waiting, walk } from "../trial/walk.js";
import type { Check } from "./check.js";

/** The screens of a flow that goes well, and those that answer garbage, where the problems are told. */
export const screensRender: Check = {
  name: "every screen renders in every language",
  run: async (subject) => {
    let seen = 0;
    for await (const { step } of everyStep(subject)) {
      if (step.kind !== "show") continue;
      seen += 1;
      for (const language of languagesOf(subject)) renderScreen(subject.method, language, step.screen);
    }
    if (seen === 0) complain(subject.method, "it showed no screen, so nothing was checked");
  },
};

async function* everyStep(subject: MethodUnderTest): AsyncGenerator<Waiting> {
  yield* (await walk(await beginTrial(subject), 0)).steps;
  for await (const { outcome } of provokeWithGarbage(subject)) {
    if ("result" in outcome && !isDone(outcome.result)) yield outcome.result;
  }
}
