import type { DocumentToSign, Issue, OpenMethod, SignRequest } from "@eid-gateway/core";
import { complain } from "../complaint.js";
import { fakeDocument } from "../fakes/document.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { beginTrial, type Trial } from "../trial/trial.js";
import type { Check } from "./check.js";
import { isForSigning } from "./signing.js";

/** What no method shows: it must say so when the order is made, and not fail when the person signs. */
const odd: Readonly<Record<string, DocumentToSign>> = {
  "an unknown media type": fakeDocument({ mediaType: "application/x-nothing-of-the-sort", bytes: Buffer.from("x") }),
  "no media type": fakeDocument({ mediaType: "", bytes: Buffer.from("x") }),
  "nothing in it": fakeDocument({ mediaType: "text/plain", bytes: new Uint8Array() }),
};

/** May be good or bad; an answer must come. */
const garbage: readonly DocumentToSign[] = ["text/plain", "text/html", "text/xml", "application/pdf"].flatMap(
  (mediaType) => [
    fakeDocument({ mediaType, bytes: Buffer.alloc(4096, 0xa5) }),
    fakeDocument({ mediaType, bytes: Buffer.from("%PDF-1.4\n<html><a b='") }),
    fakeDocument({ mediaType, bytes: Buffer.from("<a>".repeat(10_000)), stylesheet: "<b/>" }),
  ],
);

export const inspectsDocuments: Check = {
  name: "it finds nothing wrong with a good document, and says what is wrong with each bad one",
  isFor: isForSigning,
  run: async (subject) => {
    const trial = await beginTrial(subject);
    const open = trial.open();
    const good = (trial.requestOf(0) as SignRequest).document;
    const issues = await inspect(trial, open, "the trials' own document", good);
    if (issues[0]) complain(trial.method, `the trials' own document is refused: ${issues[0].message}`);
    for (const [what, document] of Object.entries({ ...odd, ...refused(subject) }))
      refuse(trial, what, await inspect(trial, open, what, document));
    for (const document of garbage) await inspect(trial, open, `garbage as ${document.mediaType}`, document);
  },
};

function refused({ refuses }: MethodUnderTest): Readonly<Record<string, DocumentToSign>> {
  return Object.fromEntries(
    Object.entries(refuses.documents ?? {}).map(([what, given]) => [what, fakeDocument(given)]),
  );
}

async function inspect(
  trial: Trial,
  open: OpenMethod,
  what: string,
  document: DocumentToSign,
): Promise<readonly Issue[]> {
  if (open.inspect === undefined) return complain(trial.method, "it signs, and cannot inspect a document");
  try {
    return await open.inspect(document);
  } catch (error) {
    return complain(trial.method, `inspecting a document with ${what} fails: ${String(error)}`, error);
  }
}

function refuse(trial: Trial, what: string, issues: readonly Issue[]): void {
  if (issues.length === 0) complain(trial.method, `a document with ${what} could be ordered`);
  if (issues.some(({ message }) => message.trim() === ""))
    complain(trial.method, `a document with ${what} is refused without a word`);
}
