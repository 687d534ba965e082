import {
  createTestCa,
  loginProperties,
  type MessageOptions,
  type MessageProperty,
  messageAttacks,
  signMessage,
} from "@eid-gateway/oces-testing";
import { describe, expect, it } from "vitest";
import { codeOf, now, openBench, operator } from "./bench.js";

const { ca } = operator;
const anna = await ca.issuePoces({ name: "Anna Test" });
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

describe("a certificate that logs nobody in", () => {
  const productionPolicy = "1.2.208.169.1.1.1.1.5";
  it.each([
    ["a revoked one", () => ca.issuePoces({ revoked: true }), "nemid:certrevoked refused"],
    ["an expired one", () => ca.issuePoces({ notBefore: days(-9), notAfter: days(-1) }), "nemid:certexpired refused"],
    ["one of tomorrow", () => ca.issuePoces({ notBefore: days(1) }), "nemid:certnotyetvalid refused"],
    ["a company's", () => ca.issueVoces({}), "nemid:wrongcerttype refused"],
    ["a function's", () => ca.issueFoces({}), "nemid:wrongcerttype refused"],
    ["one under a production policy", () => ca.issuePoces({ policy: productionPolicy }), "nemid:untrusted refused"],
    ["one without a policy", () => ca.issuePoces({ policy: "absent" }), "nemid:untrusted refused"],
    ["one with a damaged signature", () => ca.issuePoces({ damagedSignature: true }), "nemid:untrusted refused"],
    ["one signed with SHA-1", () => ca.issuePoces({ digest: "sha1" }), "nemid:untrusted refused"],
    [
      "one of a CA nobody pinned",
      async () => (await createTestCa({ baseUrl: "http://pki.nemid.example" })).issuePoces({}),
      "nemid:untrusted refused",
    ],
  ])("%s", async (_what, issue, expected) => {
    expect(await codeOf(openBench().logIn(await issue()))).toBe(expected);
  });

  it("an employee's, where persons are meant, and the reverse", async () => {
    expect(await codeOf(openBench({ accepts: ["POCES"] }).logIn(await ca.issueMoces({})))).toBe(
      "nemid:wrongcerttype refused",
    );
    expect(await codeOf(openBench({ accepts: ["MOCES"] }).logIn(anna))).toBe("nemid:wrongcerttype refused");
  });
});

describe("a message that is not for this flow", () => {
  it.each([
    ["another challenge", { challenge: "0".repeat(32) }, "nemid:invalidresponse invalid-response"],
    ["no challenge", { challenge: undefined }, "nemid:invalidresponse invalid-response"],
    ["an empty challenge", { challenge: "" }, "nemid:invalidresponse invalid-response"],
    ["another service provider's name", { requestIssuer: "Another Shop" }, "nemid:invalidresponse invalid-response"],
    ["the name in other letters", { requestIssuer: "DEMO SHOP" }, "nemid:invalidresponse invalid-response"],
    ["a signature instead of a log-in", { action: "sign" }, "nemid:invalidresponse invalid-response"],
    ["no time stamp", { timeStamp: undefined }, "nemid:invalidresponse invalid-response"],
    ["a time stamp nobody can read", { timeStamp: "yesterday" }, "nemid:invalidresponse invalid-response"],
    ["a time stamp of 31 minutes ago", { timeStamp: "2026-03-02 08:29:00+0000" }, "nemid:timeout expired"],
    [
      "a time stamp four minutes ahead",
      { timeStamp: "2026-03-02 09:04:00+0000" },
      "nemid:invalidresponse invalid-response",
    ],
  ])("with %s is refused", async (_what, change, expected) => {
    expect(await codeOf(openBench().logIn(anna, change))).toBe(expected);
  });

  it.each([
    ["an offset", { timeStamp: "2026-03-02 10:00:00+0100" }],
    ["base64", { timeStampEncoding: "base64" }],
    ["milliseconds", { timeStamp: String(now.getTime()) }],
    ["29 minutes of thinking", { timeStamp: "2026-03-02 08:31:00+0000" }],
  ] as const)("but a time stamp with %s is accepted", async (_what, change) => {
    expect(await codeOf(openBench().logIn(anna, change))).toBe("done");
  });

  it("is accepted under any of the names that the service provider has had", async () => {
    const bench = openBench({ config: { requestIssuer: ["Old Shop", "New Shop"] } });
    expect(await codeOf(bench.logIn(anna, { requestIssuer: "Old Shop" }))).toBe("done");
    expect(await codeOf(bench.logIn(anna, { requestIssuer: "New Shop" }))).toBe("done");
    expect(await codeOf(bench.logIn(anna, { requestIssuer: "Demo Shop" }))).toBe(
      "nemid:invalidresponse invalid-response",
    );
  });

  it("under a name that is not the registered one tells the operator what to compare", async () => {
    const misnamed = openBench({ config: { requestIssuer: "Demo Shop A/S" } });
    await expect(misnamed.logIn(anna)).rejects.toThrow(/requestIssuer.*registered/);
  });

  it("of the code file client is refused, whose log-in would pass for two factors", async () => {
    const bench = openBench();
    const step = await bench.start();
    const challenge = step.kind === "done" ? "" : (step.state as { challenge: string }).challenge;
    const properties = loginProperties({ requestIssuer: "Demo Shop", challenge }, "codefile");
    const xml = signMessage({ identity: anna, properties, dialect: "codefile" });
    const response = Buffer.from(xml).toString("base64");
    expect(await codeOf(bench.resume(step, { response }))).toBe("nemid:invalidresponse invalid-response");
  });
});

describe("a log-in that NemID does not make is refused", () => {
  const TEXT = { name: "signtext", value: Buffer.from("I owe 100 kr."), visible: true };
  const PDF = { id: "signText", mimeType: "application/pdf", bytes: Buffer.from("%PDF-1.4") };

  it.each<readonly [string, Partial<MessageOptions>, readonly MessageProperty[]]>([
    ["with a text that was signed", {}, [TEXT]],
    ["with a text that was not shown", {}, [{ ...TEXT, visible: false }]],
    ["with a PDF", { documents: [PDF] }, []],
    ["with an attachment", { documents: [{ ...PDF, id: "attachment-1" }] }, []],
    ["in the namespace of OCES I", { namespace: "2003/10" }, []],
    ["signed with SHA-1", { digest: "sha1" }, []],
  ])("%s", async (_what, options, more) => {
    const bench = openBench();
    const step = await bench.start();
    const challenge = step.kind === "done" ? "" : (step.state as { challenge: string }).challenge;
    const timeStamp = "2026-03-02 09:00:00+0000";
    const properties = loginProperties({ requestIssuer: "Demo Shop", challenge, timeStamp });
    const post = (message: MessageOptions) => ({ response: Buffer.from(signMessage(message)).toString("base64") });
    const refused = await codeOf(
      bench.resume(step, post({ identity: anna, properties: [...properties, ...more], ...options })),
    );
    expect(refused).toBe("nemid:invalidresponse invalid-response");
  });

  it("while the same without any of that is accepted", async () => {
    const bench = openBench();
    const step = await bench.start();
    const challenge = step.kind === "done" ? "" : (step.state as { challenge: string }).challenge;
    const statement = { requestIssuer: "Demo Shop", challenge, timeStamp: "2026-03-02 09:00:00+0000" };
    const xml = signMessage({ identity: anna, properties: loginProperties(statement) });
    expect(await codeOf(bench.resume(step, { response: Buffer.from(xml).toString("base64") }))).toBe("done");
  });
});

describe("a message that was tampered with is refused", () => {
  it.each(Object.keys(messageAttacks))("%s", async (name) => {
    const attack = messageAttacks[name as keyof typeof messageAttacks];
    const bench = openBench();
    const step = await bench.start();
    const challenge = step.kind === "done" ? "" : (step.state as { challenge: string }).challenge;
    const honest = Buffer.from(operator.answer(step, anna, { challenge: "another flow's" }), "base64");
    const response = Buffer.from(attack(honest, { property: "challenge", value: challenge })).toString("base64");
    expect(await codeOf(bench.resume(step, { response }))).toMatch(/^nemid:invalidresponse invalid-response$/);
  });

  it("and one signed with another key than the certificate's", async () => {
    const { privateKey } = await ca.issuePoces({});
    const faults = { signedWith: privateKey };
    expect(await codeOf(openBench().logIn(anna, { faults }))).toBe("nemid:invalidresponse invalid-response");
  });
});

describe("one answer", () => {
  it("of a hundred at once wins", async () => {
    const bench = openBench();
    const step = await bench.start();
    const response = operator.answer(step, anna);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => codeOf(bench.resume(step, { response }))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "nemid:replayed invalid-response")).toHaveLength(99);
  });

  it("that was refused cannot be followed by a better one", async () => {
    const bench = openBench();
    const step = await bench.start();
    await codeOf(bench.resume(step, { response: operator.answer(step, anna, { action: "sign" }) }));
    const better = { response: operator.answer(step, anna) };
    expect(await codeOf(bench.resume(step, better))).toBe("nemid:replayed invalid-response");
  });

  it("cannot be guessed: every flow has another challenge of 128 bits", async () => {
    const bench = openBench();
    const steps = await Promise.all(Array.from({ length: 20 }, () => bench.start()));
    const challenges = steps.map((step) =>
      step.kind === "done" ? "" : (step.state as { challenge: string }).challenge,
    );
    expect(new Set(challenges).size).toBe(20);
    for (const challenge of challenges) expect(challenge).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe("when nobody says whether a certificate is revoked", () => {
  const fetch = async () => {
    throw new TypeError("fetch failed");
  };

  it("nobody is let in", async () => {
    expect(await codeOf(openBench({ fetch }).logIn(anna))).toBe("nemid:revocationunavailable unavailable");
  });

  it("at the hosts that may be asked, no other host is", async () => {
    const urls: string[] = [];
    const bench = openBench({
      settings: { revocation: { hosts: ["http://elsewhere.example"] } },
      fetch: async (url) => {
        urls.push(String(url));
        return new Response();
      },
    });
    expect(await codeOf(bench.logIn(anna))).toBe("nemid:revocationunavailable unavailable");
    expect(urls).toEqual([]);
  });

  it("the list speaks when OCSP does not", async () => {
    const listsOnly: typeof globalThis.fetch = async (url, init) =>
      init?.method === "POST" ? new Response("", { status: 503 }) : operator.fetch(url, init);
    expect(await codeOf(openBench({ fetch: listsOnly }).logIn(anna))).toBe("done");
  });
});

describe("an input of another kind than the client's answer", () => {
  it.each([
    { kind: "callback", fields: {} },
    { kind: "poll" },
    { kind: "report", headers: {}, body: Buffer.from("{}") },
  ] as const)("$kind is refused", async (input) => {
    const bench = openBench();
    const step = await bench.start();
    if (step.kind === "done") throw new Error("done");
    const resumed = bench.open.resume(bench.request, step.state as never, input);
    await expect(resumed).rejects.toMatchObject({ code: "nemid:invalidresponse" });
  });
});
