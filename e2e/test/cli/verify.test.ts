import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { messageAttacks } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, SIGNED_AT, signLogIn, type VerificationDesk } from "../../src/cli/verification-desk.js";

let desk: VerificationDesk;
let good: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  good = await desk.logIn({ name: "Ella Testesen" });
});
afterAll(() => desk?.remove());

/** With this CA's root and lists, at the time of signing, unless other options come later. */
const verify = (...args: string[]) =>
  runGateway(["verify", "--trust", desk.root, "--crl", desk.lists, "--at", SIGNED_AT, ...args]);

async function verdict(...args: string[]) {
  const { code, stdout } = await verify("--json", ...args);
  return { code, ...(JSON.parse(stdout) as { valid: boolean | null; reason?: string }) };
}

describe("a genuine log-in", () => {
  it("is valid: exit 0, and who signed, by which certificates, on what evidence", async () => {
    const { code, stdout } = await verify(good);
    expect(code).toBe(0);
    expect(stdout).toMatch(/: VALID at 2022-05-01T12:00:00.000Z\n {2}signer +Ella Testesen, PID:/);
    expect(stdout).toMatch(/revocation +good by crl/);
  });

  it("is told as one line of JSON per file", async () => {
    const { stdout } = await verify("--json", good, good);
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(2);
    const [report] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(report).toMatchObject({ file: good, valid: true, at: "2022-05-01T12:00:00.000Z", dialect: "keycard" });
    expect(report).toMatchObject({ signer: { kind: "POCES", name: "Ella Testesen" }, revocation: { status: "good" } });
    expect(Object.keys(report!)).toEqual(
      expect.arrayContaining(["anchor", "chain", "findings", "properties", "signedSha256"]),
    );
  });

  it("may be base64, as the client posts it, and of the code file's dialect", async () => {
    const posted = desk.file("posted.txt", readFileSync(good).toString("base64"));
    expect(await verdict(posted)).toMatchObject({ code: 0, valid: true });
    expect(await verdict(await desk.logIn({ dialect: "codefile" }))).toMatchObject({ code: 0, valid: true });
  });
});

describe("a log-in that is not valid ends with 1 and its reason", () => {
  it("before and after its certificate's time", async () => {
    expect(await verdict("--at", "2020-01-01T00:00:00Z", good)).toMatchObject({ code: 1, reason: "not-yet-valid" });
    expect(await verdict("--at", "2040-01-01T00:00:00Z", good)).toMatchObject({ code: 1, reason: "expired" });
  });

  it("when the certificate was revoked by then", async () => {
    const person = await desk.ca.issuePoces();
    desk.ca.revoke(person.serial, { reason: "keyCompromise" });
    const list = desk.file("after.crl", desk.ca.crl());
    const message = desk.file("revoked.xml", signLogIn(person));
    const { code, stdout } = await runGateway([
      "verify",
      "--json",
      "--trust",
      desk.root,
      "--at",
      SIGNED_AT,
      "--crl",
      list,
      message,
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ valid: false, reason: "revoked", revocation: { status: "revoked" } });
  });

  it.each([
    ["production, which is trusted when nothing is said", [], "wrong-environment"],
    ["the other test CA", ["--trust", "test"], "untrusted"],
    ["another root", ["--trust", `sha256:${"AB".repeat(32)}`], "untrusted"],
  ])("under %s", async (_what, trust, reason) => {
    const { code, stdout } = await runGateway(["verify", "--crl", desk.lists, "--at", SIGNED_AT, ...trust, good]);
    expect(code).toBe(1);
    expect(stdout).toContain(`NOT VALID (${reason})`);
  });

  it.each(["altered-value", "two-signatures", "honest-object-moved-aside", "doctype-with-entity"] as const)(
    "after the attack %s",
    async (attack) => {
      const forged = messageAttacks[attack](readFileSync(good), { property: "challenge", value: "1" });
      const { code, stdout } = await verify(desk.file(`${attack}.xml`, forged));
      expect(code).toBe(1);
      expect(stdout).toContain("NOT VALID");
      expect(stdout).not.toMatch(/: VALID/);
    },
  );
});

describe("what is no message ends with 2", () => {
  it.each([
    ["an empty file", ""],
    ["garbage", Buffer.from([0, 255, 1, 254])],
    ["a web page", "<!DOCTYPE html><html><body>Log in</body></html>"],
    ["other XML", "<order xmlns='urn:x'/>"],
    ["base64 of garbage", Buffer.from("garbage, garbage").toString("base64")],
    ["half a tag", "<openoces:sig"],
  ])("%s", async (_what, content) => {
    expect(await verdict(desk.file("nothing", content))).toMatchObject({
      code: 2,
      valid: null,
      reason: "not-a-message",
    });
  });
});

describe("what cannot be told ends with 3", () => {
  it("without a revocation list", async () => {
    const { code, stdout } = await runGateway(["verify", "--json", "--trust", desk.root, "--at", SIGNED_AT, good]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ valid: null, reason: "revocation-unknown" });
  });

  it("with lists of another time", async () => {
    expect(await verdict("--at", "2022-07-01T12:00:00Z", good)).toMatchObject({ code: 3, valid: null });
  });
});

describe("revocation lists", () => {
  const withLists = (...lists: string[]) =>
    runGateway([
      ...["verify", "--trust", desk.root, "--at", SIGNED_AT, ...lists.flatMap((list) => ["--crl", list])],
      good,
    ]);

  it("are all used that lie in a folder, as DER, PEM or behind a link, whatever else lies there", async () => {
    const folder = join(desk.lists, "..", "mixed");
    mkdirSync(join(folder, "deeper"), { recursive: true });
    symlinkSync(join(desk.lists, "issuing.crl"), join(folder, "linked.crl"));
    symlinkSync(join(folder, "nowhere"), join(folder, "broken-link"));
    desk.file("mixed/README", "lists of the test CA");
    desk.file("mixed/cut-short.crl", desk.ca.crl().subarray(0, 100));
    desk.file("mixed/root.pem", desk.ca.root.pem);
    expect((await withLists(folder)).code).toBe(0);
  });

  it("may be several in one PEM file", async () => {
    const pem = (der: Uint8Array) =>
      `-----BEGIN X509 CRL-----\n${Buffer.from(der).toString("base64")}\n-----END X509 CRL-----\n`;
    const bundle = desk.file("bundle.pem", pem(desk.ca.crl({ issuer: desk.ca.root })) + pem(desk.ca.crl()));
    expect((await withLists(bundle)).code).toBe(0);
  });

  it("may be missing from a folder: then nothing can be told", async () => {
    mkdirSync(join(desk.lists, "..", "none"), { recursive: true });
    expect((await withLists(join(desk.lists, "..", "none"))).code).toBe(3);
  });
});

describe("several files", () => {
  it("end with the worst of their codes, and each is told", async () => {
    const garbage = desk.file("garbage", "garbage!");
    const altered = desk.file("altered.xml", readFileSync(good, "utf8").replace(">4839204711<", ">4839204712<"));
    expect((await verify(good, garbage)).code).toBe(2);
    const { code, stdout } = await verify("--json", garbage, altered, good);
    expect(code).toBe(1);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { valid: unknown }).valid),
    ).toEqual([null, false, true]);
  });

  it("are judged although one of them cannot be read, which ends with 64", async () => {
    const { code, stdout } = await verify(join(desk.lists, "missing"), good);
    expect(code).toBe(64);
    expect(stdout).toMatch(/CANNOT READ \(unreadable\): it cannot be read \(ENOENT\)\n.*: VALID/s);
  });
});

describe("wrong usage ends with 64 and says what is right", () => {
  it.each([
    ["no file", () => ["--at", SIGNED_AT], /Name a file/],
    ["an unknown option", () => ["--fast", good], /--fast/],
    ["a time in words", () => ["--at", "yesterday", good], /write a time such as/],
    ["a time without its zone", () => ["--at", "2022-05-01T12:00:00", good], /write a time such as/],
    ["a day that is none", () => ["--at", "2022-13-41T12:00:00Z", good], /write a time such as/],
    ["both trust sets", () => ["--trust", "test", "--trust", "production", good], /never trusted together/],
    ["a trust set that is neither known nor a file", () => ["--trust", "stage", good], /--trust stage.*ENOENT/],
    ["a root that is no certificate", () => ["--trust", good, good], /no certificate/],
    ["a fingerprint cut short", () => ["--trust", "sha256:92D8", good], /64 hex digits/],
    ["a list that is not there", () => ["--crl", "nowhere.crl", good], /nowhere\.crl.*ENOENT/],
    ["a list that is none", () => ["--crl", good, good], /--crl .*not a revocation list/i],
    ["a certificate for a list", () => ["--crl", desk.root, good], /--crl .*revocation list/],
  ])("%s", async (_what, args, says) => {
    const { code, stdout, stderr } = await runGateway(["verify", ...args()]);
    expect(code).toBe(64);
    expect(stderr).toMatch(says);
    expect(stderr).toContain("Usage: eid-gateway verify");
    expect(stdout).toBe("");
  });

  it.each([
    ["a file that is not there", () => join(desk.lists, "missing"), "ENOENT"],
    ["a link that leads to itself", () => loop(), "ELOOP"],
  ])("%s for a message", async (_what, path, reason) => {
    const { code, stdout } = await verify(path());
    expect(code).toBe(64);
    expect(stdout).toContain(reason);
  });
});

function loop(): string {
  const path = join(desk.lists, "..", "loop");
  symlinkSync(path, path);
  return path;
}
