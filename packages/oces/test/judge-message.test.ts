import { generateKeyPairSync } from "node:crypto";
import type { Storable } from "@eid-gateway/core";
import {
  createTrust,
  type Expectations,
  judgeMessage,
  type MessageReport,
  offlineRevocation,
  readMessage,
} from "@eid-gateway/oces";
import {
  type IssuedCertificate,
  loginProperties,
  type MessageOptions,
  signMessage,
  type TestCa,
} from "@eid-gateway/oces-testing";
import { XmlError } from "@eid-gateway/xmldsig";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Asked, createCa, hoursFromNow, listsOf, NOW, problemsOf, trustIn } from "./ca.js";

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await createCa();
  person = await ca.issuePoces({ name: "Ella Testesen", email: "ella@example.dk" });
});

const CHALLENGE = "4839204711";
const EXPECTED: Expectations = { action: "logon", challenge: CHALLENGE, requestIssuer: "Demo Shop" };

function login(
  more: Partial<MessageOptions> & { readonly action?: string; readonly challenge?: string } = {},
): Uint8Array {
  const { action, challenge = CHALLENGE, ...options } = more;
  const statement = { requestIssuer: "Demo Shop", challenge, action, timeStamp: "2022-05-01 14:00:00+0200" };
  return signMessage({ identity: person, properties: loginProperties(statement, more.dialect), ...options });
}

async function judge(bytes: Uint8Array, expect: Expectations = EXPECTED, asked: Asked = {}): Promise<MessageReport> {
  return judgeMessage({
    message: readMessage(bytes),
    at: asked.at ?? NOW,
    trust: asked.trust ?? trustIn(ca),
    revocation: asked.revocation ?? listsOf(ca),
    expect,
    requireCaRevocation: asked.requireCaRevocation,
  });
}

describe("a genuine log-in", () => {
  it("is valid, and says who, by which chain and anchor, and on what evidence", async () => {
    const report = await judge(login());
    expect(problemsOf(report)).toEqual([]);
    expect(report).toMatchObject({
      outcome: "valid",
      at: "2022-05-01T12:00:00.000Z",
      dialect: "keycard",
      signer: {
        kind: "POCES",
        name: "Ella Testesen",
        email: "ella@example.dk",
        environment: "test",
        isPseudonym: false,
      },
      anchor: ca.root.sha256.toUpperCase(),
      revocation: { status: "good", source: "crl" },
    });
    expect(report.chain.map(({ serial }) => serial)).toEqual([person.serial, ca.issuing.serial, ca.root.serial]);
    expect(report.signedSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("of the code file client is as good", async () => {
    expect((await judge(login({ dialect: "codefile" }))).outcome).toBe("valid");
  });

  it("of an employee says for whom they work", async () => {
    const identity = await ca.issueMoces({ companyName: "Bageri ApS", cvr: "12345678", rid: "98765432" });
    const { signer } = await judge(login({ identity }));
    expect(signer).toMatchObject({ kind: "MOCES", organizationName: "Bageri ApS", cvr: "12345678", rid: "98765432" });
  });

  it("gives a report that can be kept and read again", async () => {
    const report: Storable = await judge(login());
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it("is valid by its root alone, by its issuing CA alone, and by a fingerprint of either", async () => {
    const root = `sha256:${ca.root.sha256}`;
    for (const anchor of [ca.root.pem, ca.issuing.pem, root, `sha256:${ca.issuing.sha256}`]) {
      expect((await judge(login(), EXPECTED, { trust: createTrust({ anchors: [anchor] }) })).outcome).toBe("valid");
    }
  });

  it("is valid without its root when that is given, and not when only its fingerprint is", async () => {
    const bytes = login({ certificates: [person.certificate, person.chain[0]!] });
    expect((await judge(bytes)).outcome).toBe("valid");
    const trust = createTrust({ anchors: [`sha256:${ca.root.sha256}`] });
    expect(problemsOf(await judge(bytes, EXPECTED, { trust }))).toEqual(["chain: untrusted"]);
  });
});

describe("what the caller demands", () => {
  it.each([
    ["another challenge", { ...EXPECTED, challenge: "4839204712" }, "challenge: wrong-challenge"],
    ["another service provider", { ...EXPECTED, requestIssuer: "Other Shop" }, "request-issuer: wrong-request-issuer"],
    ["the same in other capitals", { ...EXPECTED, requestIssuer: "DEMO SHOP" }, "request-issuer: wrong-request-issuer"],
    ["a signature in place of a log-in", { ...EXPECTED, action: "sign" }, "action: wrong-action"],
    ["employees alone", { ...EXPECTED, kinds: ["MOCES"] }, "kind: wrong-kind"],
    [
      "a window in the past",
      { ...EXPECTED, timeStamp: { notBefore: hoursFromNow(-2), notAfter: hoursFromNow(-1) } },
      "time-stamp: wrong-time",
    ],
    [
      "a window in the future",
      { ...EXPECTED, timeStamp: { notBefore: hoursFromNow(1), notAfter: hoursFromNow(2) } },
      "time-stamp: wrong-time",
    ],
  ] as const)("%s", async (_name, expectations, expected) => {
    const report = await judge(login(), expectations as Expectations);
    expect(problemsOf(report)).toEqual([expected]);
    expect(report.outcome).toBe("invalid");
  });

  it("a challenge where the message has none", async () => {
    expect(problemsOf(await judge(login({ challenge: "" })))).toEqual(["challenge: challenge-missing"]);
    const properties = loginProperties({ requestIssuer: "Demo Shop" });
    expect(problemsOf(await judge(login({ properties })))).toEqual(["challenge: challenge-missing"]);
  });

  it("a service provider where the message names none, whatever is expected", async () => {
    const properties = [
      { name: "challenge", value: CHALLENGE },
      { name: "action", value: "logon" },
    ];
    for (const requestIssuer of ["Demo Shop", "", ["", "Demo Shop"]]) {
      const report = await judge(login({ properties }), { ...EXPECTED, requestIssuer });
      expect(problemsOf(report)).toEqual(["request-issuer: wrong-request-issuer"]);
    }
  });

  it("a log-in where a text was signed", async () => {
    expect(problemsOf(await judge(login({ action: "sign" })))).toEqual(["action: wrong-action"]);
  });

  it("a time where the key card's message has none", async () => {
    const properties = loginProperties({ requestIssuer: "Demo Shop", challenge: CHALLENGE });
    const timeStamp = { notBefore: hoursFromNow(-1), notAfter: hoursFromNow(1) };
    expect(problemsOf(await judge(login({ properties }), { ...EXPECTED, timeStamp }))).toEqual([
      "time-stamp: wrong-time",
    ]);
    expect((await judge(login({ dialect: "codefile" }), { ...EXPECTED, timeStamp })).outcome).toBe("valid");
  });

  it("one of several names of the service provider", async () => {
    expect((await judge(login(), { ...EXPECTED, requestIssuer: ["Old Name", "Demo Shop"] })).outcome).toBe("valid");
  });

  it("what it does not demand is said to be unchecked", async () => {
    const { outcome, findings } = await judge(login(), {});
    expect(outcome).toBe("valid");
    const unchecked = findings.filter(({ level }) => level === "unchecked").map(({ rule }) => rule);
    expect(unchecked).toEqual([
      ...["action", "challenge", "request-issuer", "time-stamp"],
      ...["shown", "document", "stylesheet"],
    ]);
  });
});

describe("what is not intact is not valid, whatever else is right", () => {
  const tamper = (from: string | RegExp, to: string) => ({
    afterSigning: (document: string) => {
      const tampered = document.replace(from, to);
      expect(tampered).not.toBe(document);
      return tampered;
    },
  });

  it.each([
    ["another challenge written in", tamper(CHALLENGE, "1234567890")],
    ["another action", tamper(">logon<", ">sign<")],
    ["a property taken out", tamper(/<ds:SignatureProperty [\s\S]*?<\/ds:SignatureProperty>\n?/, "")],
    ["the signature value of something else", tamper(/(?<=<ds:SignatureValue>\n)..../, "AAAA")],
  ])("%s", async (_name, faults) => {
    const report = await judge(login({ faults }), {});
    expect(report).toMatchObject({ outcome: "invalid", reason: "not-intact" });
  });

  it("a signature with another key", async () => {
    const signedWith = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    expect(problemsOf(await judge(login({ faults: { signedWith } })))).toEqual(["integrity: not-intact"]);
  });

  it("another person's certificate in place of the signer's", async () => {
    const other = await ca.issuePoces();
    const certificates = [other.certificate, ...other.chain];
    expect(problemsOf(await judge(login({ certificates })))).toEqual(["integrity: not-intact"]);
  });

  it("a signature by the issuing CA's key, whose certificate is there too", async () => {
    const faults = { signedWith: ca.issuing.privateKey };
    expect(problemsOf(await judge(login({ faults })))).toEqual(["integrity: not-intact"]);
  });

  it("two people's certificates", async () => {
    const certificates = [person.certificate, (await ca.issuePoces()).certificate];
    expect(problemsOf(await judge(login({ certificates })))).toEqual(["signer: no-signer"]);
  });
});

describe("the certificate counts at the time asked about", () => {
  it("expired", async () => {
    const report = await judge(login(), EXPECTED, { at: new Date(person.notAfter.getTime() + 1000) });
    expect(report).toMatchObject({ outcome: "invalid", reason: "expired" });
  });

  it("revoked", async () => {
    const identity = await ca.issuePoces({ revoked: { at: hoursFromNow(-1), reason: "keyCompromise" } });
    expect(await judge(login({ identity }))).toMatchObject({
      outcome: "invalid",
      reason: "revoked",
      revocation: { status: "revoked", revokedAt: "2022-05-01T11:00:00.000Z" },
    });
  });

  it("without an answer about revocation nothing is valid", async () => {
    const report = await judge(login(), EXPECTED, { revocation: offlineRevocation({}) });
    expect(report).toMatchObject({
      outcome: "indeterminate",
      reason: "revocation-unknown",
      revocation: { status: "unknown" },
    });
  });

  it("sources that cannot be reached are told from sources that do not know", async () => {
    const revocation = { ask: async () => ({ status: "unavailable" as const, problems: ["down"] }) };
    const report = await judge(login(), EXPECTED, { revocation });
    expect(report).toMatchObject({ outcome: "indeterminate", reason: "revocation-unavailable" });
  });

  it("an untrusted chain asks nobody about revocation", async () => {
    const other = await createCa();
    const revocation = { ask: () => Promise.reject(new Error("asked")) };
    const report = await judge(login(), EXPECTED, { trust: trustIn(other), revocation });
    expect(report).toMatchObject({ outcome: "invalid", reason: "untrusted" });
    expect(report.anchor).toBeUndefined();
  });

  it("a pseudonym and a person of 15 to 17 are known as such", async () => {
    const pseudonym = await judge(login({ identity: await ca.issuePoces({ pseudonym: true }) }));
    expect(pseudonym).toMatchObject({
      outcome: "valid",
      signer: { name: "Pseudonym", isPseudonym: true, isYouth: false },
    });
    const youth = await judge(login({ identity: await ca.issuePoces({ youth: true }) }));
    expect(youth).toMatchObject({ outcome: "valid", signer: { isYouth: true, isPseudonym: false } });
  });
});

it("no change to the bytes is both valid and another message", async () => {
  const genuine = Buffer.from(login());
  const original = await judge(genuine);
  const fragments = fc.constantFrom(
    "<",
    ">",
    "/",
    '"',
    "=",
    " ",
    "&amp;",
    "A",
    "sign",
    "Id",
    `<ds:Object Id="x">`,
    "<!---->",
  );
  const change = fc.record({ at: fc.nat(genuine.length - 1), drop: fc.nat(30), insert: fragments });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      let bytes = genuine;
      for (const { at, drop, insert } of changes) {
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(insert), bytes.subarray(at + drop)]);
      }
      const report = await judge(bytes).catch((error: Error) => error);
      if (report instanceof Error) expect(report instanceof XmlError || report.name === "OcesError").toBe(true);
      else if (report.outcome === "valid") expect(report.properties).toEqual(original.properties);
    }),
    { numRuns: 1500, seed: 20084 },
  );
});
