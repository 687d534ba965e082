/** The sample as its author would hand it to the suite: fifty people with tokens, and the server that knows them. */
import { createHmac } from "node:crypto";
import type { Fields } from "@eid-gateway/core";
import type { MethodUnderTest, Stage } from "@eid-gateway/testkit";
import { acme } from "./acme.js";
import type { Flaw } from "./flaws.js";

const secret = "shared with acme";
const api = "https://api.acme.example";

export function acmeUnderTest(flaw?: Flaw): MethodUnderTest {
  return {
    method: acme(flaw),
    settings: { api },
    config: { secret },
    refuses: {
      settings: { "no address": { value: {}, path: "api" } },
      config: { "a short secret": { value: { secret: "x" }, path: "secret" } },
      setUp: {
        "level two for a private service": { config: { secret, level: "two" }, path: "config.level" },
      },
    },
    now: new Date("2026-03-01T12:00:00Z"),
    stage,
  };
}

const idOf = (person: number) => `acme-person-${1000 + person}`;
const numberOf = (person: number) => `4511${String(3_000_000 + person)}`;
const pinOf = (person: number) => String(1000 + person);

function stage(): Stage {
  return {
    fetch: async (_url, init) => {
      const { id } = JSON.parse(String(init?.body)) as { id: string };
      const person = Number(id.split("-").at(-1)) - 1000;
      return Response.json({ id, name: `Person ${person}`, number: numberOf(person), pin: pinOf(person) });
    },
    act: (person, step) => {
      if (step.kind !== "show") throw new Error("acme redirects nobody");
      const nonce = step.screen.blocks.find((block) => block.kind === "qr")?.data;
      const fields: Fields = nonce === undefined ? { pin: pinOf(person) } : { token: token(idOf(person), nonce) };
      return { kind: "answer", action: "next", fields };
    },
    isProof: (step) => step.kind === "show" && step.screen.name === "acme/token",
    subjectOf: idOf,
    secretsOf: (person) => [idOf(person), numberOf(person)],
  };
}

function token(id: string, nonce: string): string {
  const body = Buffer.from(JSON.stringify({ id, nonce })).toString("base64url");
  return `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
}
