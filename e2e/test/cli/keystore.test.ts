import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { createTestCa, type TestCa } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, type VerificationDesk } from "../../src/cli/verification-desk.js";
import { PROJECT } from "../../src/run-script.js";

const PASSWORD = "Bond007";
let desk: VerificationDesk;
let ca: TestCa;
let password: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  ca = await createTestCa({ baseUrl: "http://pki.test" });
  password = desk.file("password.txt", `${PASSWORD}\n`);
});
afterAll(() => desk?.remove());

const keyFile = (name: string, identity: { toPkcs12(password: string): Uint8Array }) =>
  desk.file(name, identity.toPkcs12(PASSWORD));
async function check(file: string, ...more: string[]) {
  const { code, stdout } = await runGateway([
    "keystore",
    "check",
    file,
    "--password-file",
    password,
    "--json",
    ...more,
  ]);
  return { code, ...(JSON.parse(stdout) as { fit: boolean | null; findings?: { rule: string; level: string }[] }) };
}
const failed = ({ findings = [] }: Awaited<ReturnType<typeof check>>, level = "failed") =>
  findings.filter((finding) => finding.level === level).map(({ rule }) => rule);

describe("a merchant's key file", () => {
  it.each(["VOCES", "FOCES"] as const)("with a %s certificate is fit: exit 0", async (kind) => {
    const identity = kind === "VOCES" ? await ca.issueVoces() : await ca.issueFoces();
    expect(await check(keyFile("fit.p12", identity))).toMatchObject({ code: 0, fit: true, chain: [{}, {}] });
  });

  it("is told in words, with the password from standard input, and neither it nor the key is shown", async () => {
    const file = keyFile("fit.p12", await ca.issueVoces());
    const args = [join(PROJECT, "apps/gateway/dist/main.js"), "keystore", "check", file];
    const stdout = execFileSync(process.execPath, args, { input: `${PASSWORD}\n`, encoding: "utf8" });
    expect(stdout).toContain("FIT as a merchant's certificate");
    expect(stdout).toMatch(/ok +expiry: \d+ days left/);
    expect(stdout).not.toMatch(/Bond007|PRIVATE/);
  });

  it("is warned of when it ends soon, and still fit", async () => {
    const notAfter = new Date(Date.now() + 20.5 * 86_400_000);
    const report = await check(keyFile("soon.p12", await ca.issueVoces({ notAfter })));
    expect(report).toMatchObject({ code: 0, fit: true, daysLeft: 20 });
    expect(failed(report, "warning")).toContain("expiry");
  });
});

describe("a key file that will not do ends with 1 and every reason", () => {
  it.each<[string, () => Promise<{ toPkcs12(password: string): Uint8Array }>, string[]]>([
    ["a person's", () => ca.issuePoces(), ["kind"]],
    ["an employee's", () => ca.issueMoces(), ["kind"]],
    ["one that may not sign", () => ca.issueVoces({ keyUsage: ["keyEncipherment"] }), ["key-usage"]],
    ["one without a policy", () => ca.issueVoces({ policy: "absent" }), ["kind"]],
    [
      "one that has ended",
      () => ca.issueVoces({ notAfter: new Date(Date.now() - 86_400_000) }),
      ["validity", "expiry"],
    ],
  ])("%s", async (_name, issue, rules) => {
    const report = await check(keyFile("unfit.p12", await issue()));
    expect([report.code, report.fit, failed(report)]).toEqual([1, false, rules]);
  });
});

describe("older key files", () => {
  it("encrypted by RC2 of 40 bits are read too", async () => {
    const file = join(PROJECT, "apps/nemid-simulator/test/fixtures/key-files/rc2-40.p12");
    const secret = desk.file("rc2.txt", "secret12\r\n");
    const { code, stdout } = await runGateway(["keystore", "check", file, "--password-file", secret, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ fit: false, certificate: { sha256: expect.any(String) }, chain: [] });
  });
});

describe("a key file that no merchant could use ends with 1, and says why", () => {
  it.each([
    ["elliptic", "secret12", "credential:keykind"],
    ["key-alone", "secret12", "credential:nocertificate"],
    ["certificate-alone", "secret12", "credential:nokey"],
  ])("%s", async (name, secret, reason) => {
    const file = join(PROJECT, "apps/nemid-simulator/test/fixtures/key-files", `${name}.p12`);
    const secretFile = desk.file("of-fixture.txt", secret);
    const { code, stdout } = await runGateway(["keystore", "check", file, "--password-file", secretFile, "--json"]);
    expect([code, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ fit: false, reason })]);
    expect(stdout).not.toContain(secret);
  });
});

describe("what cannot be checked", () => {
  it.each([
    ["an empty file", ""],
    ["XML", "<a/>"],
    ["cut short", Buffer.from("3082010002", "hex")],
  ])("%s is not a PKCS#12 file: exit 2", async (name, content) => {
    expect(await check(desk.file(`${name}.p12`, content))).toMatchObject({ code: 2, fit: null });
  });

  it("a wrong password: exit 64, and no guess at it in the answer", async () => {
    const wrong = desk.file("wrong.txt", "Secret-word");
    const file = keyFile("fit.p12", await ca.issueVoces());
    const { code, stdout, stderr } = await runGateway(["keystore", "check", file, "--password-file", wrong]);
    expect(code).toBe(64);
    expect(stdout + stderr).toMatch(/password .* does not open/);
    expect(stdout + stderr).not.toContain("Secret-word");
  });

  it.each([
    [["keystore"]],
    [["keystore", "make"]],
    [["keystore", "check"]],
    [["keystore", "check", "a.p12", "b.p12"]],
    [["keystore", "check", "/nowhere.p12"]],
    [["keystore", "check", "/", "--password-file", "/nowhere"]],
  ])("%j: exit 64", async (args) => {
    expect((await runGateway(args)).code).toBe(64);
  });
});
