import type { DocumentToSign, SignRequest } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import { fakeDocument } from "../fakes/document.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { type Attempt, attempt } from "../trial/attempt.js";
import { beginTrial, type Trial } from "../trial/trial.js";
import { type DoneStep, isDone, resume, start, walk, walkToProof } from "../trial/walk.js";
import type { Check } from "./check.js";

export const isForSigning: Check["isFor"] = ({ intent }) => intent === "sign";

/** The gateway compares what comes back with what was ordered; a method that echoes the request would always agree. */
export const signsTheDocument: Check = {
  name: "it signs the document of the request, tells its digest, and no other's",
  isFor: isForSigning,
  run: async (subject) => {
    for (const person of [0, 1]) {
      const trial = await beginTrial(subject);
      const { done } = await walk(trial, person);
      checkDigest(trial, done, documentOf(trial, person));
    }
    await refuseOther(subject, "whose bytes are another's than its digest", (document) => ({
      ...document,
      read: async () => Buffer.from("something else"),
    }));
  },
};

/** Between the page and the proof the document may be exchanged: what was shown is then not what is signed. */
export const refusesExchange: Check = {
  name: "a document that was exchanged while the person signed is not signed",
  isFor: isForSigning,
  run: async (subject) => {
    const trial = await beginTrial(subject);
    const waiting = await walkToProof(trial, 0);
    const document = fakeDocument({ ...documentOf(trial, 0), bytes: Buffer.from("The same title, another agreement") });
    const exchanged = { ...waiting, request: { ...(waiting.request as SignRequest), document } };
    const input = await trial.stage.act(0, waiting.step);
    refuse(
      trial,
      "a document that was exchanged",
      await attempt(trial, "an exchange", () => resume(trial, exchanged, input)),
    );
  },
};

type Change = (document: DocumentToSign) => DocumentToSign;

async function refuseOther(subject: MethodUnderTest, what: string, change: Change): Promise<void> {
  const document = change(documentOf(await beginTrial(subject), 0));
  const trial = await beginTrial({ ...subject, request: (person) => ({ ...subject.request?.(person), document }) });
  refuse(trial, `a document ${what}`, await attempt(trial, what, () => start(trial, 0)));
}

function refuse(trial: Trial, what: string, outcome: Attempt): void {
  if ("result" in outcome)
    complain(trial.method, `${what} is ${isDone(outcome.result) ? "signed" : "shown for signing"}`);
}

function checkDigest(trial: Trial, { outcome }: DoneStep, { sha256 }: DocumentToSign): void {
  const signed =
    "signer" in outcome ? outcome.sha256 : complain(trial.method, "it signs, and ends with no SignedDocument");
  if (signed !== sha256)
    complain(trial.method, "the digest in the outcome is not the document's, in base64url without padding");
}

function documentOf(trial: Trial, person: number): DocumentToSign {
  return (trial.requestOf(person) as SignRequest).document;
}
