import { EidError, type Step } from "@eid-gateway/core";
import { codeFileClient, type HolderKind, keycardClient } from "@eid-gateway/nemid";
import { loginProperties, messageAttacks, signMessage } from "@eid-gateway/oces-testing";
import { describe, expect, it } from "vitest";
import { type BenchOptions, codeOf, identityIn, openBench as open, operator } from "./bench.js";

const { ca } = operator;
const openBench = (options: BenchOptions = {}) => open({ client: codeFileClient, accepts: ["MOCES"], ...options });
const bo = await ca.issueMoces({ name: "Bo Hansen", cvr: "23456789", rid: "87654321", companyName: "Jensen Test ApS" });
const anna = await ca.issuePoces({ name: "Anna Test" });
const voces = await ca.issueVoces({});

const ok = Buffer.from("ok").toString("base64");
const posted = (message: Uint8Array) => ({ signature: Buffer.from(message).toString("base64"), result: ok });
const challengeOf = (step: Step<"authenticate">) =>
  step.kind === "done" ? "" : (step.state as { challenge: string }).challenge;
const minutes = (count: number) => count * 60_000;

describe("an employee who logs in with a key file", async () => {
  const step = await openBench().logIn(bo);
  const identity = identityIn(step);

  it("is known as with the key card", () => {
    expect(identity).toMatchObject({
      subject: "CVR:23456789-RID:87654321",
      kind: "employee",
      name: "Bo Hansen",
      organization: { number: "23456789", name: "Jensen Test ApS" },
      attributes: { login_type: "keyfile", certificate_type: "MOCES" },
      amr: ["urn:ksi:names:SAML:2.0:ac:OCES"],
    });
  });

  it("leaves the message as it was signed", () => {
    expect(Buffer.from(identity.evidence.bytes).toString()).toContain('Id="OpensignSignature"');
    expect(identity.evidence.report).toMatchObject({ outcome: "valid", dialect: "codefile" });
  });

  it("leaves alone what the key card's client keeps in the browser", () => {
    expect(step).not.toHaveProperty("keep");
  });

  it("has the binding that was wished for in the evidence, as read from what was signed", async () => {
    const binding = "E3Bc_-nZ0cP2bYtM0mRk8m7b2x9dYk0v1w2x3y4z5A0";
    expect(identityIn(await openBench({ request: { binding } }).logIn(bo)).evidence.binding).toBe(binding);
  });
});

describe("a person who logs in with a key file", () => {
  it("is asked for the CPR number as with the key card", async () => {
    const bench = openBench({
      accepts: ["MOCES", "POCES"],
      cpr: "match",
      numbers: { [anna.subject.pid ?? ""]: "0101010000" },
    });
    expect(await codeOf(bench.logIn(anna))).toBe("nemid/cpr");
  });
});

describe("whose key file is accepted", () => {
  const outcomeOf = async (accepts: NonNullable<BenchOptions["accepts"]>, identity: typeof bo) => {
    try {
      return (await openBench({ accepts }).logIn(identity)).kind;
    } catch (error) {
      return error instanceof EidError ? [error.code, error.sentence?.key] : String(error);
    }
  };
  it.each<[readonly HolderKind[], typeof bo, string]>([
    [["MOCES"], anna, "wrongcerttype.employee"],
    [["MOCES"], voces, "wrongcerttype.employee"],
    [["POCES"], bo, "wrongcerttype.person"],
    [["POCES"], voces, "wrongcerttype.person"],
    [["MOCES", "POCES"], voces, "wrongcerttype.either"],
  ])("is told to one who comes with the wrong kind (%j)", async (accepts, identity, key) => {
    expect(await outcomeOf(accepts, identity)).toEqual(["nemid:wrongcerttype", key]);
  });

  it("may be the customer's choice", async () => {
    expect(await outcomeOf(() => ["POCES"], anna)).toBe("done");
    expect(await outcomeOf(() => ["POCES"], bo)).toEqual(["nemid:wrongcerttype", "wrongcerttype.person"]);
  });
});

describe("a key file's message claims nothing for itself", () => {
  it.each(["1", "2"] as const)(
    "no level of assurance (%s), since the person's machine signs what it likes",
    async (level) => {
      const identity = identityIn(await openBench().logIn(bo, { identityAssuranceLevel: level }));
      expect(identity).not.toHaveProperty("assurance");
      expect(identity.attributes).not.toHaveProperty("identity_assurance_level");
    },
  );

  it("no token to keep in the browser", async () => {
    const rememberUseridToken = Buffer.from("x".repeat(3000));
    expect(await openBench().logIn(bo, { rememberUseridToken })).not.toHaveProperty("keep");
  });
});

describe("the age of an answer without time stamp", () => {
  const answerAfter = async (waitMs: number) => {
    const bench = openBench();
    const step = await bench.start();
    const fields = operator.post(step, bo);
    bench.clock.advance(waitMs);
    return codeOf(bench.resume(step, fields));
  };

  it("is that of its challenge: 30 minutes are enough to find the file", async () => {
    expect(await answerAfter(minutes(30))).toBe("done");
  });

  it("which is refused a second later", async () => {
    expect(await answerAfter(minutes(30) + 1000)).toBe("nemid:timeout expired");
  });

  it("and not of what it says itself", async () => {
    const bench = openBench();
    const step = await bench.start();
    const late = {
      requestIssuer: "Demo Shop",
      challenge: challengeOf(step),
      signProperties: { TimeStamp: "2026-03-02 09:30:00+0000" },
    };
    const message = signMessage({ identity: bo, dialect: "codefile", properties: loginProperties(late, "codefile") });
    bench.clock.advance(minutes(31));
    expect(await codeOf(bench.resume(step, posted(message)))).toBe("nemid:timeout expired");
  });
});

const refused = "nemid:invalidresponse invalid-response";

describe("a message that is not for this flow", () => {
  it.each([
    ["another challenge", { challenge: "0".repeat(32) }],
    ["no challenge", { challenge: undefined }],
    ["another service provider's name", { requestIssuer: "Another Shop" }],
    ["a signature instead of a log-in", { action: "sign" }],
  ])("with %s is refused", async (_what, change) => {
    expect(await codeOf(openBench().logIn(bo, change))).toBe(refused);
  });

  it("of the key card's client is refused", async () => {
    const bench = openBench();
    const step = await bench.start();
    const statement = {
      requestIssuer: "Demo Shop",
      challenge: challengeOf(step),
      timeStamp: "2026-03-02 09:00:00+0000",
    };
    const message = signMessage({ identity: bo, properties: loginProperties(statement) });
    expect(await codeOf(bench.resume(step, posted(message)))).toBe(refused);
  });

  it("is refused in the key card's method, whose log-in means two factors", async () => {
    const bench = openBench({ client: keycardClient });
    const step = await bench.start();
    const statement = { requestIssuer: "Demo Shop", challenge: challengeOf(step) };
    const message = signMessage({
      identity: bo,
      dialect: "codefile",
      properties: loginProperties(statement, "codefile"),
    });
    expect(await codeOf(bench.resume(step, { response: posted(message).signature }))).toBe(refused);
  });

  it("is accepted under any of the names that the service provider has had, and shows the first", async () => {
    const bench = openBench({ config: { requestIssuer: ["New Shop", "Old Shop"] } });
    const step = await bench.start();
    const [block] = step.kind === "show" ? step.screen.blocks : [];
    const parameters = JSON.parse(block?.kind === "client" ? block.data.text : "{}");
    expect(Buffer.from(parameters.REQUESTISSUER, "base64").toString()).toBe("New Shop");
    expect(await codeOf(bench.logIn(bo, { requestIssuer: "Old Shop" }))).toBe("done");
    expect(await codeOf(bench.logIn(bo, { requestIssuer: "Demo Shop" }))).toBe(refused);
  });
});

describe("a message that was tampered with is refused", () => {
  it.each(Object.keys(messageAttacks))("%s", async (name) => {
    const attack = messageAttacks[name as keyof typeof messageAttacks];
    const bench = openBench();
    const step = await bench.start();
    const honest = Buffer.from(operator.answer(step, bo, { challenge: "another flow's" }), "base64");
    const forged = attack(honest, { property: "challenge", value: challengeOf(step) });
    expect(await codeOf(bench.resume(step, posted(forged)))).toBe(refused);
  });

  it("and one signed with another key than the certificate's", async () => {
    const { privateKey } = await ca.issueMoces({});
    expect(await codeOf(openBench().logIn(bo, { faults: { signedWith: privateKey } }))).toBe(refused);
  });
});

describe("one answer", () => {
  it("of fifty at once wins", async () => {
    const bench = openBench();
    const step = await bench.start();
    const fields = operator.post(step, bo);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => codeOf(bench.resume(step, fields))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "nemid:replayed invalid-response")).toHaveLength(49);
  });

  it("of another flow, to the same person, is refused", async () => {
    const bench = openBench();
    const [mine, theirs] = [await bench.start(), await bench.start()];
    expect(await codeOf(bench.resume(mine, operator.post(theirs, bo)))).toBe(refused);
  });
});
