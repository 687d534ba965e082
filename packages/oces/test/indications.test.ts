import { createTrust, judgeMessage, offlineRevocation, REASONS, readMessage } from "@eid-gateway/oces";
import { type IssuedCertificate, loginProperties, signMessage, type TestCa } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { indicate } from "../src/judgement/indications.js";
import { answerQuestions } from "../src/message/answer-questions.js";
import { createCa, listsOf, NOW, trustIn } from "./ca.js";

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await createCa();
  person = await ca.issuePoces();
});

const properties = loginProperties({
  requestIssuer: "Demo",
  challenge: "48392",
  timeStamp: "2022-05-01 14:00:00+0200",
});
const login = (afterSigning?: (document: string) => string) =>
  readMessage(signMessage({ identity: person, properties, ...(afterSigning && { faults: { afterSigning } }) }));

function judge(more: Partial<Parameters<typeof judgeMessage>[0]> = {}) {
  return judgeMessage({ message: login(), at: NOW, trust: trustIn(ca), revocation: listsOf(ca), ...more });
}
const nothing = offlineRevocation({});
const altered = (document: string) => document.replace(">48392<", ">48393<");
const resigned = (document: string) => document.replace(/(?<=<ds:SignatureValue>\n)..../, "AAAA");
const revoked = async () => {
  const other = await ca.issuePoces();
  ca.revoke(other.serial);
  return { message: readMessage(signMessage({ identity: other, properties })), revocation: listsOf(ca) };
};

describe("a judgement in the words of EN 319 102-1", () => {
  it.each([
    ["a genuine message", () => ({}), "TOTAL-PASSED", undefined],
    ["changed content", () => ({ message: login(altered) }), "TOTAL-FAILED", "HASH_FAILURE"],
    ["a signature of something else", () => ({ message: login(resigned) }), "TOTAL-FAILED", "SIG_CRYPTO_FAILURE"],
    ["a time before the certificate's", () => ({ at: new Date("2019-01-01") }), "TOTAL-FAILED", "NOT_YET_VALID"],
    ["a time after the certificate's", () => ({ at: new Date("2035-01-01") }), "TOTAL-FAILED", "EXPIRED"],
    ["a certificate revoked by then", revoked, "TOTAL-FAILED", "REVOKED"],
    ["no word about revocation", () => ({ revocation: nothing }), "INDETERMINATE", "TRY_LATER"],
    [
      "no trusted chain",
      () => ({ trust: createTrust({ anchors: [`sha256:${"AB".repeat(32)}`] }) }),
      "INDETERMINATE",
      "NO_CERTIFICATE_CHAIN_FOUND",
    ],
    ["a demand that is not met", () => ({ expect: { challenge: "1" } }), "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE"],
  ])("%s", async (_name, given, indication, subIndication) => {
    const report = await judge(await given());
    expect([report.indication, report.subIndication]).toEqual([indication, subIndication]);
  });

  it("tells a revoked CA from a revoked signer", () => {
    const finding = { rule: "ca-revocation", level: "failed", reason: "revoked", text: "" } as const;
    expect(indicate(finding).subIndication).toBe("REVOKED_CA_NO_POE");
  });

  it.each(Object.keys(REASONS) as (keyof typeof REASONS)[])("has no pass for %s", (reason) => {
    const { indication, subIndication } = indicate({ rule: "any", level: "failed", reason, text: "" });
    expect(indication).not.toBe("TOTAL-PASSED");
    expect(subIndication).toBeDefined();
  });
});

describe("the five questions are answered by themselves", () => {
  const levels = async (more?: Parameters<typeof judge>[0]) =>
    Object.fromEntries(answerQuestions(await judge(more)).map(({ question, level }) => [question, level]));

  it("all of a genuine message, but nobody proves the time", async () => {
    expect(await levels()).toEqual({
      "who-signed": "proven",
      "what-was-signed": "proven",
      "is-it-intact": "proven",
      "was-the-certificate-good": "proven",
      "what-proves-the-time": "claimed",
    });
  });

  it("an expired certificate leaves what was signed proven, and who signed open rather than refuted", async () => {
    expect(await levels({ at: new Date("2035-01-01") })).toMatchObject({
      "who-signed": "unknown",
      "what-was-signed": "proven",
      "is-it-intact": "proven",
      "was-the-certificate-good": "refuted",
    });
  });

  it("changed content refutes who and what, and leaves the certificate good", async () => {
    expect(await levels({ message: login(altered) })).toMatchObject({
      "who-signed": "refuted",
      "what-was-signed": "refuted",
      "is-it-intact": "refuted",
      "was-the-certificate-good": "proven",
    });
  });

  it("another document than the original is still what was signed, unchanged", async () => {
    expect(await levels({ expect: { document: { bytes: Buffer.from("other") } } })).toMatchObject({
      "what-was-signed": "proven",
      "is-it-intact": "proven",
    });
  });

  it("without one signer nothing is proven and nothing refuted", async () => {
    const other = await ca.issuePoces();
    const certificates = [person.certificate, other.certificate];
    const message = readMessage(signMessage({ identity: person, properties, certificates }));
    expect(await levels({ message })).toMatchObject({
      "who-signed": "unknown",
      "what-was-signed": "unknown",
      "is-it-intact": "unknown",
      "was-the-certificate-good": "unknown",
    });
  });

  it("without word about revocation nobody knows who signed", async () => {
    expect(await levels({ revocation: nothing })).toMatchObject({
      "who-signed": "unknown",
      "is-it-intact": "proven",
      "was-the-certificate-good": "unknown",
    });
  });

  it("a message without a time of its own claims none", async () => {
    const timeless = loginProperties({ requestIssuer: "Demo", challenge: "48392" });
    const message = readMessage(signMessage({ identity: person, properties: timeless }));
    expect(await levels({ message })).toMatchObject({ "what-proves-the-time": "unknown" });
  });
});
