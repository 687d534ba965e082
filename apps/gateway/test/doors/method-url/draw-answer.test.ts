import { generateKeyPairSync, sign } from "node:crypto";
import type { Identity } from "@eid-gateway/core";
import { readSamlResponse, SamlResponseError, type SigningKey } from "@eid-gateway/saml";
import { StorageError } from "@eid-gateway/storage";
import { describe, expect, it } from "vitest";
import { type AskedAnswer, answerOf, METHOD_URL_DOOR } from "../../../src/doors/method-url/answer-of.js";
import { drawAnswer, markSent, type Undelivered } from "../../../src/doors/method-url/draw-answer.js";
import { selfSign } from "../../../src/doors/method-url/self-sign.js";
import { hashOf } from "../../../src/flow/begin-flow.js";
import type { Flow, FlowOutcome } from "../../../src/flow/flow.js";
import { DONE, openBench } from "../../flow/bench.js";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const certificate = selfSign(privateKey, { CN: "id.example/std" }, new Date("2022-01-01T00:00:00Z"));
const key: SigningKey = {
  certificate: certificate.raw,
  sign: async (bytes) => sign("sha256", bytes, privateKey),
};

const TARGET = "https://shop.dk/saml";
const asked: AskedAnswer = {
  service: "demo",
  target: TARGET,
  issuer: "id.example/std",
  continuesTo: [],
  nationalId: true,
};
const person = {
  ...(DONE as { readonly outcome: Identity }).outcome,
  attributes: { pid: "9208-2002-2-000000000001", subject_serial_number: "PID:9208-2002-2-000000000001" },
};
const done = (identity: Partial<Identity> = {}): FlowOutcome => ({
  kind: "done",
  transaction: "AAAAA-BBBBB",
  intent: "authenticate",
  method: "nemid",
  family: "nemid",
  country: "DK",
  at: new Date("2022-01-01T12:00:00Z"),
  identity: { ...person, ...identity },
});

/** A flow that is over, with its answer waiting. */
async function openEnded(answer: Undelivered, wrap?: Parameters<typeof openBench>[1], door = METHOD_URL_DOOR) {
  const bench = await openBench({}, wrap);
  const begun = await bench.begin();
  const { tools } = bench;
  const flow = await bench.now(begun);
  const over: Flow = {
    ...flow,
    request: { ...flow.request, door, reply: asked },
    stage: { kind: "over", address: `/flow/${flow.id}/answer`, kept: answer },
    browser: { ...flow.browser, secret: hashOf("secret") },
  };
  await tools.storage.flows.save(flow.id, { body: over, step: flow.step, expires: new Date("2022-01-01T14:00:00Z") });
  const visit = { ...bench.visitOf(begun), secret: "secret" };
  const read = async () => {
    const drawn = await drawAnswer(tools, visit, key);
    if (drawn.kind !== "message") return drawn;
    const expected = {
      recipient: TARGET,
      certificates: [certificate],
      now: tools.clock.now(),
      seen: async () => false,
    };
    return readSamlResponse(drawn.base64, expected).catch((error: unknown) => {
      if (error instanceof SamlResponseError) return error;
      throw error;
    });
  };
  return { ...bench, visit, read, keptNow: async () => JSON.stringify((await bench.now(begun)).stage) };
}
const made = (outcome: FlowOutcome): Undelivered => ({ state: "made", answer: answerOf(asked, outcome) });

describe("an answer that waits for its browser", () => {
  it("says who logged in, and when", async () => {
    const { read } = await openEnded(made(done()));
    expect(await read()).toMatchObject({
      subject: { nameIdentifier: "9208-2002-2-000000000001" },
      authenticationInstant: new Date("2022-01-01T12:00:00Z"),
    });
  });

  it("is a systemerror when XML cannot hold what it says: the customer gets an answer whatever happens", async () => {
    const { read, lines } = await openEnded(made(done({ name: "Kim\u0001" })));
    expect(await read()).toMatchObject({ code: "urn:signicat:error:systemerror" });
    expect(lines.join()).toContain("cannot be written as SAML");
    expect(lines.join()).not.toContain("Kim");
  });

  it("stays what it is after the time for the log-in, if it is a failure", async () => {
    const failed = made({ kind: "failed", code: "nemid:certrevoked", category: "refused" });
    const { read, advanceClock } = await openEnded(failed);
    advanceClock(20 * 60_000);
    expect(await read()).toMatchObject({ code: "urn:signicat:error:nemid:certrevoked" });
  });

  it("is not kept here once it is sent, and not given again", async () => {
    const { read, tools, visit, keptNow } = await openEnded(made(done()));
    expect(await keptNow()).toContain("9208-2002-2-000000000001");
    await read();
    await markSent(tools, visit);
    expect(await keptNow()).not.toMatch(/9208|base64/);
    expect(await read()).toEqual({ kind: "notice", notice: "completed" });
  });

  it("is not taken away by a receipt for what was never drawn, or from another browser", async () => {
    const { read, tools, visit } = await openEnded(made(done()));
    await markSent(tools, visit);
    expect(await read()).toHaveProperty("subject");
    await markSent(tools, { ...visit, secret: "guess" });
    expect(await read()).toHaveProperty("subject");
  });

  it("is none of another door's flow, whatever that keeps at its end", async () => {
    const { tools, visit } = await openEnded({ ending: "forgotten" } as never, undefined, "consent");
    expect(await drawAnswer(tools, visit, key)).toEqual({ kind: "unfinished" });
  });

  it("is still there when the database failed while it was drawn", async () => {
    let failures = 1;
    const { read, tools, visit } = await openEnded(made(done()), (storage) => {
      const save: typeof storage.flows.save = async (id, next) => {
        if (next.lease && failures-- > 0) throw new StorageError("storage:unavailable", "down");
        return storage.flows.save(id, next);
      };
      return { ...storage, flows: { ...storage.flows, save } };
    });
    await expect(drawAnswer(tools, visit, key)).rejects.toThrow("down");
    expect(await read()).toHaveProperty("subject");
  });
});

describe("what an answer holds of an outcome", () => {
  const organization = { number: "12345678", name: "Jensen ApS" };
  const linesOf = (more: Partial<AskedAnswer>) => {
    const answer = answerOf({ ...asked, ...more }, done({ organization }));
    return JSON.stringify(answer);
  };

  it("is the company that the person acts for", () => {
    expect(linesOf({})).toContain("organization-number");
  });

  it("is nothing of an identity it cannot name", () => {
    expect(() => answerOf(asked, done({ attributes: {} }))).toThrow("no identifier");
  });

  it("is one code for every cancel", () => {
    const answer = answerOf(asked, { kind: "failed", code: "nemid:client:CAN002", category: "cancelled" });
    expect(answer).toEqual({
      kind: "failed",
      code: "urn:signicat:error:usercancel",
      text: "The process was aborted by the end user",
    });
  });
});
