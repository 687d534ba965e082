import { complain } from "../complaint.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { beginTrial, type Trial } from "../trial/trial.js";
import { walk } from "../trial/walk.js";
import type { Check } from "./check.js";

const bindings = ["E3Bc_-nZ0cP2bYtM0mRk8m7b2x9dYk0v1w2x3y4z5A0", "A"];

/** What is signed by logging in rests on this alone: the binding that is read back must have been under the person's key. */
export const bindsWhatItSays: Check = {
  name: "it gives back the binding that was wished for, and none where none was",
  isFor: ({ binds }) => binds === true,
  run: async (subject) => {
    for (const binding of [...bindings, undefined]) {
      const trial = await beginTrial(bound(subject, binding));
      const found = await bindingIn(trial);
      if (found !== binding)
        complain(trial.method, `the binding ${binding ?? "that nobody wished for"} came back as ${found ?? "none"}`);
    }
  },
};

function bound(subject: MethodUnderTest, binding: string | undefined): MethodUnderTest {
  return {
    ...subject,
    request: (person) => ({ ...subject.request?.(person), ...(binding !== undefined && { binding }) }),
  };
}

async function bindingIn(trial: Trial): Promise<string | undefined> {
  const { outcome } = (await walk(trial, 0)).done;
  return ("signer" in outcome ? outcome.signer : outcome).evidence.binding;
}
