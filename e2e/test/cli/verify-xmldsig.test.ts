import { readFileSync, truncateSync } from "node:fs";
import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, signLogIn, type VerificationDesk } from "../../src/cli/verification-desk.js";

let desk: VerificationDesk;
let signer: IssuedCertificate;
let good: string;
let certificate: string;
let others: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  signer = await desk.ca.issuePoces();
  good = desk.file("good.xml", signLogIn(signer));
  certificate = desk.file("signer.pem", signer.pem);
  others = desk.file("other.pem", (await desk.ca.issuePoces()).pem);
});
afterAll(() => desk?.remove());

const run = (...args: string[]) => runGateway(["verify-xmldsig", ...args]);
async function verdict(...args: string[]) {
  const { code, stdout } = await run("--json", ...args);
  return { code, ...(JSON.parse(stdout) as Record<string, unknown>) };
}
const changed = (name: string, from: string | RegExp, to: string) => {
  const text = readFileSync(good, "utf8");
  expect(text.replace(from, to)).not.toBe(text);
  return desk.file(name, text.replace(from, to));
};

describe("a file whose signatures hold", () => {
  it("is valid with the signer's certificate: exit 0, and what the references cover", async () => {
    const { code, stdout } = await run(good, "--certificate", certificate);
    expect([code, stdout.split("\n")[0]]).toEqual([0, `${good}: VALID`]);
    expect(stdout).toMatch(
      /covers +\/signature\[1\]\/Signature\[1\]\/Object\[1\] \(#ToBeSigned\) of http:\/\/www\.w3\.org\/2000\/09\/xmldsig#: \d+ bytes, sha256:[0-9a-f]{64}/,
    );
    expect(stdout).toContain("No signature covers the whole document");
    expect(await verdict(good, "--certificate", certificate)).toMatchObject({
      code: 0,
      valid: true,
      integrity: true,
      trusted: true,
      signatures: [{ state: "holds", covers: [{ id: "ToBeSigned", isWholeDocument: false, digestMatches: true }] }],
    });
  });

  it("is intact and not trusted with the key that came with it, and that is said in words", async () => {
    const { code, stdout } = await run(good, "--embedded");
    expect([code, stdout.split("\n")[0]]).toEqual([0, `${good}: INTACT, NOT TRUSTED`]);
    expect(stdout).toContain("not who signed it. It is not trusted.");
    expect(await verdict(good, "--embedded")).toMatchObject({ code: 0, valid: null, integrity: true, trusted: false });
  });

  it("cannot be told without a key: exit 3", async () => {
    expect(await verdict(good)).toMatchObject({
      code: 3,
      valid: null,
      integrity: null,
      trusted: false,
      reason: "no-key",
    });
    expect((await run(good)).stdout).toContain(": CANNOT TELL\n");
  });
});

describe("a file whose signatures do not hold ends with 1 and its reason", () => {
  it.each<[string, () => string, string[], string]>([
    ["by another's certificate", () => good, ["--certificate", "other"], "other-key"],
    ["changed", () => changed("changed.xml", /<openoces:Value[^>]*>/, "$&x"), ["--embedded"], "digest-mismatch"],
    [
      "changed, without a key even",
      () => changed("changed.xml", /<openoces:Value[^>]*>/, "$&x"),
      [],
      "digest-mismatch",
    ],
    [
      "with SHA-1",
      () => changed("sha1.xml", "xmldsig-more#rsa-sha256", "xmldsig#rsa-sha1"),
      ["--embedded"],
      "unknown-algorithm",
    ],
    ["with HMAC", () => changed("hmac.xml", "#rsa-sha256", "#hmac-sha256"), ["--embedded"], "unknown-algorithm"],
    [
      "with another document",
      () => changed("remote.xml", `URI="#`, `URI="http://evil.test/#`),
      ["--embedded"],
      "unresolved-reference",
    ],
    [
      "with a DOCTYPE",
      () => changed("doctype.xml", /<openoces:signature/, "<!DOCTYPE x>$&"),
      ["--embedded"],
      "doctype",
    ],
    [
      "with two equal Ids",
      () => changed("ids.xml", "<ds:SignedInfo", `<ds:SignedInfo Id="ToBeSigned"`),
      ["--embedded"],
      "duplicate-id",
    ],
  ])("%s", async (_name, file, options, reason) => {
    const given = options.map((option) => (option === "other" ? others : option));
    expect(await verdict(file(), ...given)).toMatchObject({ code: 1, valid: false, integrity: false, reason });
  });
});

describe("what is no signed XML ends with 2", () => {
  it.each([
    ["an empty file", "", "malformed"],
    ["a PDF", "%PDF-1.7\n", "malformed"],
    ["unsigned XML", "<a/>", "no-signature"],
    ["cut off", "<a><b>", "malformed"],
    ["UTF-16", Buffer.from("\ufeff<a/>", "utf16le"), "not-utf8"],
  ])("%s", async (name, content, reason) => {
    expect(await verdict(desk.file(`${name}.xml`, content))).toMatchObject({ code: 2, valid: null, reason });
  });
});

describe("wrong usage ends with 64", () => {
  it.each<[string, () => string[], RegExp]>([
    ["no file", () => [], /Name one file/],
    ["two files", () => [good, good], /Name one file/],
    ["both kinds of key", () => [good, "--embedded", "--certificate", certificate], /exclude each other/],
    ["a certificate that is none", () => [good, "--certificate", good], /no certificate that can be read/],
    ["a certificate that is not there", () => [good, "--certificate", "/nowhere.pem"], /cannot be read \(ENOENT\)/],
    [
      "two certificates",
      () => [good, "--certificate", desk.file("two.pem", signer.pem.repeat(2))],
      /holds 2 certificates/,
    ],
    ["an Id attribute with a prefix", () => [good, "--id-attribute", "wsu:Id"], /--id-attribute/],
  ])("%s", async (_name, args, says) => {
    const { code, stdout, stderr } = await run(...args());
    expect([code, stdout]).toEqual([64, ""]);
    expect(stderr).toMatch(says);
  });

  it("a file larger than any that is read", async () => {
    const file = desk.file("sparse.xml", "");
    truncateSync(file, 2 ** 31);
    expect(await verdict(file)).toMatchObject({ code: 64, valid: null, reason: "unreadable" });
  });

  it.each(["/nowhere.xml", "/", "/dev/zero"])("a file that cannot be read: %s", async (file) => {
    expect(await verdict(file)).toMatchObject({ code: 64, valid: null, reason: "unreadable" });
  });
});
