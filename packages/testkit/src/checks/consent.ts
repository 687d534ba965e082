import { complain } from "../complaint.js";
import type { MethodUnderTest } from "../method-under-test.js";
import { beginTrial } from "../trial/trial.js";
import { walk } from "../trial/walk.js";
import type { Check } from "./check.js";
import { isForSigning } from "./signing.js";

/** A customer words the consent, in any language and as long as it likes. */
const statements = [
  'I agree to {everything} <b>"here"</b> & there; challenge=1',
  "Jeg har læst æøå\r\nog accepterer.",
  "x".repeat(4000),
];

export const takesAnyConsent: Check = {
  name: "a consent of any wording goes through, and into no log or address",
  isFor: isForSigning,
  run: async (subject) => {
    for (const statement of statements) {
      const trial = await beginTrial(consenting(subject, statement));
      await walk(trial, 0);
      const left = [...trial.logLines, ...trial.calls.urls].join("\n");
      if (left.includes(statement) || left.includes(encodeURIComponent(statement)))
        complain(trial.method, "a log line or an address holds the consent");
    }
  },
};

function consenting(subject: MethodUnderTest, statement: string): MethodUnderTest {
  return { ...subject, request: (person) => ({ ...subject.request?.(person), statement }) };
}
