import { type IssuedCertificate, type OcspOptions, writeOcspRequest } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, SIGNED_AT, type VerificationDesk } from "../../src/cli/verification-desk.js";

let desk: VerificationDesk;
let person: IssuedCertificate;
let certificate: string;
let issuer: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  person = await desk.ca.issuePoces({ name: "Ella Testesen" });
  certificate = desk.file("person.pem", person.pem);
  issuer = desk.file("issuer.pem", desk.ca.issuing.pem);
});
afterAll(() => desk?.remove());

let count = 0;
async function answer(options: OcspOptions = {}, about: IssuedCertificate = person, nonce?: Uint8Array) {
  const request = writeOcspRequest({ serial: about.serial, issuer: desk.ca.issuing }, { nonce });
  return desk.file(`answer-${++count}.der`, await desk.ca.ocsp(request, options));
}
/** At the desk's time, under its root, about this person, unless other options come later. */
const verify = (...args: string[]) =>
  runGateway([
    ...["verify-ocsp", "--trust", desk.root, "--at", SIGNED_AT],
    ...["--certificate", certificate, "--issuer", issuer, ...args],
  ]);

async function verdict(...args: string[]) {
  const { code, stdout } = await verify("--json", ...args);
  return { code, ...(JSON.parse(stdout) as { valid: boolean | null; reason?: string }) };
}

describe("a good answer", () => {
  it("is valid: exit 0, who signed it, and what was not checked", async () => {
    const { code, stdout } = await verify(await answer({}, person, Buffer.from("0123456789abcdef")));
    expect(code).toBe(0);
    expect(stdout).toMatch(/: VALID at 2022-05-01T12:00:00.000Z\n {2}certificate .*Ella/);
    expect(stdout).toMatch(/ok {2}answer: The answer is signed by /);
    expect(stdout).toContain("nonce: The nonce cannot be compared");
  });

  it("is told as one line of JSON, with its times", async () => {
    const { stdout } = await verify("--json", await answer());
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      certificate: { serial: person.serial },
      revocation: { source: "ocsp", status: "good", producedAt: "2022-05-01T12:00:00.000Z" },
    });
  });

  it("may be signed by the issuer itself, name its responder by key, or be PEM", async () => {
    expect((await verdict(await answer({ responder: "issuer" }))).code).toBe(0);
    expect((await verdict(await answer({ responderId: "key" }))).code).toBe(0);
    const request = writeOcspRequest({ serial: person.serial, issuer: desk.ca.issuing });
    const base64 = Buffer.from(await desk.ca.ocsp(request)).toString("base64");
    const pem = desk.file("answer.pem", `-----BEGIN OCSP RESPONSE-----\n${base64}\n-----END OCSP RESPONSE-----\n`);
    expect((await verdict(pem)).code).toBe(0);
  });

  it("counts without an anchor too: then the issuer is taken as it is given, and that is said", async () => {
    const alone = ["--at", SIGNED_AT, "--certificate", certificate, "--issuer", issuer];
    const { code, stdout } = await runGateway(["verify-ocsp", ...alone, await answer()]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("taken as it is given")]);
  });

  it("counts for a time before it, while the certificate had not expired", async () => {
    expect((await verdict("--at", "2022-05-01T11:30:00Z", await answer())).code).toBe(0);
  });
});

describe("what is not valid ends with 1", () => {
  it.each([
    ["an answer that says revoked", { status: "revoked" }, "revoked"],
    ["a damaged signature", { damagedSignature: true }, "untrusted"],
    ["a responder whose certificate is for something else", { responder: "without-eku" }, "untrusted"],
    ["a responder of another CA", { responder: "foreign" }, "untrusted"],
    ["a responder that had expired when it answered", { responder: "expired" }, "untrusted"],
  ] as const)("%s", async (_what, options, reason) => {
    expect(await verdict(await answer(options))).toMatchObject({ code: 1, valid: false, reason });
  });

  it("a revocation, even when the answer is stale", async () => {
    const stale = await answer({ status: "revoked" });
    expect(await verdict("--at", "2022-05-01T16:00:00Z", stale)).toMatchObject({ code: 1, reason: "revoked" });
  });

  it("a certificate that had expired, whatever is said of it", async () => {
    expect(await verdict("--at", "2040-01-01T00:00:00Z", await answer())).toMatchObject({ code: 1, reason: "expired" });
  });

  it("an issuer that leads to no anchor, and one that is not the certificate's", async () => {
    expect(await verdict("--trust", "test", await answer())).toMatchObject({ code: 0 }); // one of several
    const elsewhere = [
      "--trust",
      `sha256:${"AB".repeat(32)}`,
      "--at",
      SIGNED_AT,
      "--certificate",
      certificate,
      "--issuer",
      issuer,
    ];
    const { code, stdout } = await runGateway(["verify-ocsp", ...elsewhere, await answer()]);
    expect([code, stdout]).toEqual([1, expect.stringContaining("NOT VALID (untrusted)")]);
    expect(await verdict("--issuer", desk.root, await answer())).toMatchObject({ code: 1, reason: "chain-refused" });
  });
});

describe("an answer signed with SHA-1", () => {
  it("is believed with its switch alone, and that is said", async () => {
    const old = await answer({ digest: "sha1" });
    expect(await verdict(old)).toMatchObject({ code: 1, reason: "weak-algorithm" });
    const { code, stdout } = await verify("--allow-sha1", old);
    expect([code, stdout]).toEqual([0, expect.stringContaining("with SHA-1, as was allowed")]);
  });
});

describe("what says nothing ends with 3", () => {
  it.each([
    ["an unknown certificate", { status: "unknown" }],
    ["an answer signed with RSA-PSS", { pss: true }],
    ["two answers about it", { duplicate: true }],
    ["a refusal to answer", { error: "tryLater" }],
    ["a responder whose own status would have to be asked about", { responder: "without-nocheck" }],
    ["a responder that does not show its certificate", { withoutCertificate: true }],
  ] as const)("%s", async (_what, options) => {
    expect(await verdict(await answer(options))).toMatchObject({ code: 3, valid: null, reason: "revocation-unknown" });
  });

  it("an answer about somebody else", async () => {
    expect((await verdict(await answer({}, await desk.ca.issuePoces()))).code).toBe(3);
  });

  it("an answer of another time", async () => {
    expect((await verdict("--at", "2022-05-02T12:00:00Z", await answer())).code).toBe(3);
    expect((await verdict("--at", "2022-05-02T12:00:00Z", await answer({ nextUpdate: null }))).code).toBe(3);
  });
});

describe("what is no answer ends with 2", () => {
  it.each([
    ["an empty file", ""],
    ["garbage", "garbage"],
    ["a certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
  ])("%s", async (_what, content) => {
    const told = await verdict(desk.file("nothing", content));
    expect(told).toMatchObject({ code: 2, valid: null, reason: "not-an-ocsp-answer" });
  });
});

describe("wrong usage ends with 64", () => {
  it.each([
    ["no answer", () => ["--certificate", certificate, "--issuer", issuer], /Name one answer/],
    ["no certificate", () => ["--issuer", issuer, "x"], /--certificate/],
    ["no issuer", () => ["--certificate", certificate, "x"], /--issuer/],
    [
      "an issuer that is none",
      () => ["--certificate", certificate, "--issuer", desk.file("no.pem", "no"), "x"],
      /--issuer/,
    ],
    ["a time in words", () => ["--certificate", certificate, "--issuer", issuer, "--at", "now", "x"], /write a time/],
  ] as const)("%s", async (_what, args, says) => {
    const { code, stdout, stderr } = await runGateway(["verify-ocsp", ...args()]);
    expect([code, stdout]).toEqual([64, ""]);
    expect(stderr).toMatch(says);
  });

  it("an answer that is not there", async () => {
    expect(await verdict("nowhere.der")).toMatchObject({ code: 64, reason: "unreadable" });
  });
});
