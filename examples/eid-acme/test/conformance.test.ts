import { createHmac } from "node:crypto";
import { acmeSign } from "@eid-gateway/example-eid-acme";
import { describeMethod } from "@eid-gateway/testkit";

const tokenKey = "the key in every token";
const holderOf = (person: number) => `token-${1000 + person}`;

/** The example that docs/plugins.md points to. */
describeMethod({
  method: acmeSign,
  settings: { api: "https://api.acme.example" },
  config: { tokenKey },
  refuses: {
    config: { "a short key": { value: { tokenKey: "x" }, path: "tokenKey" } },
    documents: { "a novel": { mediaType: "text/plain", bytes: Buffer.alloc(10_000, 0x61) } },
  },
  languages: ["en"],
  now: new Date("2026-03-01T12:00:00Z"),
  stage: () => ({
    act: (person, step) => {
      const code = step.kind === "show" ? step.screen.blocks.find((block) => block.kind === "qr") : undefined;
      const proof = `${holderOf(person)}:${code?.data}`;
      const signature = `${proof}|${createHmac("sha256", tokenKey).update(proof).digest("hex")}`;
      return { kind: "answer", action: "next", fields: { signature } };
    },
    isProof: (step) => step.kind === "show" && step.screen.name === "acme/sign",
    subjectOf: holderOf,
    secretsOf: (person) => [holderOf(person)],
  }),
});
