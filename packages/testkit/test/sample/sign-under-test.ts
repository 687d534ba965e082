/** The signing sample as its author would hand it to the suite. */
import type { MethodUnderTest } from "@eid-gateway/testkit";
import { acmeSign, signOnDevice } from "./acme-sign.js";
import type { SigningFlaw } from "./signing-flaws.js";

const idOf = (person: number) => `acme-device-${1000 + person}`;

export function signUnderTest(flaw?: SigningFlaw): MethodUnderTest {
  return {
    method: acmeSign(flaw),
    refuses: {
      config: { "another colour": { value: { colour: "green" }, path: "colour" } },
      documents: { "a bell": { mediaType: "text/plain", bytes: Buffer.from("ding\u0007") } },
    },
    now: new Date("2026-03-01T12:00:00Z"),
    stage: () => ({
      act: (person, step) => {
        const code = step.kind === "show" ? step.screen.blocks.find((block) => block.kind === "qr") : undefined;
        const [challenge = "", sha256 = ""] = (code?.data ?? "").split(" ");
        return {
          kind: "answer",
          action: "next",
          fields: { signature: signOnDevice({ id: idOf(person), challenge, sha256 }) },
        };
      },
      isProof: (step) => step.kind === "show",
      subjectOf: idOf,
      secretsOf: (person) => [idOf(person)],
    }),
  };
}
