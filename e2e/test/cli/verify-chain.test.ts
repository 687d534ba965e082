import { generateKeyPairSync } from "node:crypto";
import type { CaCertificate, HolderOptions } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, SIGNED_AT, type VerificationDesk } from "../../src/cli/verification-desk.js";

let desk: VerificationDesk;
let leaf: string;
let issuing: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  leaf = desk.file("leaf.pem", (await desk.ca.issuePoces({ name: "Ella Testesen" })).pem);
  issuing = desk.file("issuing.pem", desk.ca.issuing.pem);
});
afterAll(() => desk?.remove());

/** At the desk's time, under its root, unless other options come later. */
const verify = (...args: string[]) => runGateway(["verify-chain", "--trust", desk.root, "--at", SIGNED_AT, ...args]);

async function verdict(...args: string[]) {
  const { code, stdout } = await verify("--json", "--untrusted", issuing, ...args);
  return { code, ...(JSON.parse(stdout) as { valid: boolean | null; reason?: string }) };
}
const issue = async (name: string, options: HolderOptions) => desk.file(name, (await desk.ca.issuePoces(options)).pem);

describe("a good chain", () => {
  it("is valid: exit 0, with every certificate, the anchor, and what was not checked", async () => {
    const { code, stdout } = await verify("--untrusted", issuing, leaf);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /: VALID at 2022-05-01T12:00:00.000Z\n {2}certificate C=DK.*Ella.*\n {2}issued by .*\n {2}issued by/,
    );
    expect(stdout).toContain(`anchor      sha256:${desk.ca.root.sha256.toUpperCase()}`);
    expect(stdout).toMatch(/^ {2}- {3}revocation: .*no list or answer is at hand/m);
  });

  it("is told as one line of JSON", async () => {
    const { stdout } = await verify(
      "--json",
      "--untrusted",
      issuing,
      "--crl",
      desk.lists,
      "--require-revocation",
      leaf,
    );
    expect(stdout.trim().split("\n")).toHaveLength(1);
    const answer = JSON.parse(stdout) as { chain: unknown[]; findings: { rule: string; level: string }[] };
    expect(answer).toMatchObject({ file: leaf, valid: true, anchor: desk.ca.root.sha256.toUpperCase() });
    expect(answer.chain[0]).toMatchObject({
      subject: expect.stringContaining("Ella"),
      notAfter: expect.stringMatching(/Z$/),
    });
    expect(answer.findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      ...[
        "chain passed",
        "issuers passed",
        "names passed",
        "algorithms passed",
        "extensions passed",
        "validity passed",
      ],
      ...["revocation passed", "ca-revocation passed"],
    ]);
  });

  it("may come as DER, as one bundle, or under a pinned issuer", async () => {
    const person = await desk.ca.issuePoces();
    expect((await verdict(desk.file("leaf.der", person.certificate))).code).toBe(0);
    expect((await verify(desk.file("bundle.pem", person.pem + desk.ca.issuing.pem))).code).toBe(0);
    const pinned = ["--trust", `sha256:${desk.ca.issuing.sha256}`, "--at", SIGNED_AT, "--untrusted", issuing, leaf];
    expect((await runGateway(["verify-chain", ...pinned])).code).toBe(0);
  });

  it("need not be of OCES: a server's", async () => {
    const server = await desk.ca.issueServer({ hosts: ["localhost"] });
    expect(await verdict(desk.file("server.pem", server.pem))).toMatchObject({ code: 0, valid: true });
  });
});

describe("a chain that is not valid ends with 1 and its reason", () => {
  it.each([
    ["before its time", ["--at", "2020-01-01T00:00:00Z"], "not-yet-valid"],
    ["after it", ["--at", "2040-01-01T00:00:00Z"], "expired"],
    ["longer than allowed", ["--max-depth", "0"], "untrusted"],
  ])("%s", async (_what, options, reason) => {
    expect(await verdict(...options, leaf)).toMatchObject({ code: 1, valid: false, reason });
  });

  it("without the CA between", async () => {
    expect((await verify(leaf)).stdout).toContain("NOT VALID (untrusted)");
  });

  it("revoked, even where no list is required", async () => {
    const person = await desk.ca.issuePoces({ revoked: true });
    const list = desk.file("now.crl", desk.ca.crl());
    expect(await verdict("--crl", list, desk.file("revoked.pem", person.pem))).toMatchObject({
      code: 1,
      reason: "revoked",
    });
  });

  it.each([
    ["with a damaged signature", { damagedSignature: true }, "untrusted"],
    ["with SHA-1", { digest: "sha1" as const }, "weak-algorithm"],
    [
      "with a critical extension nobody knows",
      { extraExtensions: [{ oid: "1.2.3.4", critical: true, value: Buffer.from("0500", "hex") }] },
      "chain-refused",
    ],
  ])("%s", async (name, options, reason) => {
    expect(await verdict(await issue(`${name}.pem`, options))).toMatchObject({ code: 1, reason });
  });

  it("with a key of 1024 bits", async () => {
    const key = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    expect(await verdict(await issue("small.pem", { key }))).toMatchObject({ code: 1, reason: "weak-algorithm" });
  });
});

describe("SHA-1", () => {
  it("counts with its switch alone, in certificates and in lists, and findings say so", async () => {
    const old = await issue("sha1.pem", { digest: "sha1" });
    const list = desk.file("sha1.crl", desk.ca.crl({ digest: "sha1" }));
    expect((await verdict("--crl", list, leaf)).code).toBe(3);
    const { code, stdout } = await verify("--untrusted", issuing, "--allow-sha1", "--crl", list, old);
    expect(code).toBe(0);
    expect(stdout).toMatch(/- {3}algorithms: Signed with SHA-1, as was allowed/);
    expect(stdout).toMatch(/ok {2}revocation: .*a CRL, signed with SHA-1 as was allowed/);
  });

  it("is not MD5", async () => {
    const broken = await issue("md5.pem", { digest: "md5" });
    expect(await verdict("--allow-sha1", broken)).toMatchObject({ code: 1, reason: "weak-algorithm" });
  });
});

describe("what cannot be told ends with 3", () => {
  it.each<[string, () => HolderOptions]>([
    ["RSA-PSS", () => ({ pss: true })],
    ["a key on a curve", () => ({ key: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey })],
  ])("a certificate with %s", async (name, options) => {
    const told = await verdict(await issue(`${name}.pem`, options()));
    expect(told).toMatchObject({ code: 3, valid: null, reason: "unsupported-chain" });
  });

  it("a certificate signed with ECDSA", async () => {
    const issuer = await desk.ca.addIssuingCa({ key: generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey });
    const person = await issue("ecdsa.pem", { issuer });
    const told = await verdict("--untrusted", desk.file("ecdsa-ca.pem", issuer.pem), person);
    expect(told).toMatchObject({ code: 3, reason: "unsupported-chain" });
  });

  it("a list signed with RSA-PSS", async () => {
    const list = desk.file("pss.crl", desk.ca.crl({ pss: true }));
    expect(await verdict("--crl", list, leaf)).toMatchObject({ code: 3, reason: "revocation-unknown" });
  });

  it("a status that lists were given for, and that none of them has", async () => {
    const list = desk.file("root-only.crl", desk.ca.crl({ issuer: desk.ca.root }));
    expect(await verdict("--crl", list, leaf)).toMatchObject({ code: 3, valid: null, reason: "revocation-unknown" });
    expect((await verdict(leaf)).code).toBe(0);
    expect((await verdict("--require-revocation", leaf)).code).toBe(3);
  });

  it("the status of a CA, where it is required", async () => {
    const list = desk.file("leaf-only.crl", desk.ca.crl());
    expect((await verdict("--crl", list, leaf)).code).toBe(0);
    expect((await verdict("--crl", list, "--require-revocation", leaf)).code).toBe(3);
  });

  it("a list of changes alone", async () => {
    const delta = desk.file("delta.crl", desk.ca.crl({ deltaBase: 1 }));
    expect(await verdict("--crl", delta, leaf)).toMatchObject({ code: 3, reason: "revocation-unknown" });
  });

  it.each([
    ["policy constraints", "2.5.29.36", "3003800100"],
    ["policy mapping", "2.5.29.33", "3000"],
    ["name constraints on pages", "2.5.29.30", "3008a00630048602646b"],
  ])("%s", async (_what, oid, value) => {
    const issuer = await limitedCa(oid, Buffer.from(value, "hex"));
    const person = await issue("limited.pem", { issuer });
    const file = desk.file("limited-ca.pem", issuer.pem);
    expect(await verdict("--untrusted", file, person)).toMatchObject({ code: 3, reason: "unsupported-chain" });
  });
});

function limitedCa(oid: string, value: Uint8Array): Promise<CaCertificate> {
  return desk.ca.addIssuingCa({ extraExtensions: [{ oid, critical: true, value }] });
}

describe("what is no certificate ends with 2", () => {
  it.each([
    ["an empty file", ""],
    ["garbage", "garbage"],
    ["a list", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"],
    ["a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"],
    ["half of one", Buffer.from("30820123308200", "hex")],
  ])("%s", async (_what, content) => {
    const answer = await verdict(desk.file("nothing", content));
    expect(answer).toMatchObject({ code: 2, valid: null, reason: "not-a-certificate" });
  });
});

function twoLists(): string {
  const pem = (der: Uint8Array) =>
    `-----BEGIN X509 CRL-----\n${Buffer.from(der).toString("base64")}\n-----END X509 CRL-----\n`;
  return pem(desk.ca.crl()) + pem(Uint8Array.of(0x30, 0));
}

describe("wrong usage ends with 64", () => {
  const refused = (...args: string[]) => runGateway(["verify-chain", ...args]);
  it.each([
    ["no certificate", () => ["--trust", desk.root], /Name one certificate/],
    ["two", () => ["--trust", desk.root, leaf, leaf], /Name one certificate/],
    ["no anchor", () => [leaf], /name an anchor/],
    ["a depth in words", () => ["--trust", desk.root, "--max-depth", "deep", leaf], /0 to 6/],
    ["a depth beyond all chains", () => ["--trust", desk.root, "--max-depth", "7", leaf], /0 to 6/],
    ["a time in words", () => ["--trust", desk.root, "--at", "today", leaf], /write a time such as/],
    [
      "certificates between that are none",
      () => ["--trust", desk.root, "--untrusted", desk.file("no.pem", "no"), leaf],
      /Not a certificate/,
    ],
    ["a list that is none", () => ["--trust", desk.root, "--crl", leaf, leaf], /--crl/],
    [
      "a list of which the second part is none",
      () => ["--trust", desk.root, "--crl", desk.file("two.pem", twoLists()), leaf],
      /Not a revocation list/,
    ],
    ["an answer that is none", () => ["--trust", desk.root, "--ocsp", leaf, leaf], /--ocsp/],
    ["an anchor that is none", () => ["--trust", "nowhere.pem", leaf], /ENOENT/],
  ] as const)("%s", async (_what, args, says) => {
    const { code, stdout, stderr } = await refused(...args());
    expect([code, stdout]).toEqual([64, ""]);
    expect(stderr).toMatch(says);
    expect(stderr).toContain("Usage: eid-gateway verify-chain");
  });

  it("a certificate that is not there", async () => {
    const { code, stdout } = await verify("nowhere.pem");
    expect([code, stdout]).toEqual([64, expect.stringContaining("CANNOT READ (unreadable)")]);
  });
});
