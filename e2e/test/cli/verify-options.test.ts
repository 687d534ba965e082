import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createTestCa, loginProperties, signMessage, writeOcspRequest } from "@eid-gateway/oces-testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { openVerificationDesk, SIGNED_AT, signLogIn, type VerificationDesk } from "../../src/cli/verification-desk.js";

const TEXT = "I owe 100 kr.\n<script>alert(1)</script> \u202Eevil";
let desk: VerificationDesk;
let login: string;
let contract: string;
beforeAll(async () => {
  desk = await openVerificationDesk();
  login = await desk.logIn({ name: "Ella Testesen" });
  const properties = [
    { name: "signtext", value: TEXT, encoding: "base64", visible: true } as const,
    ...loginProperties({ action: "sign", requestIssuer: "Demo", timeStamp: "2022-05-01 14:00:00+0200" }),
  ];
  contract = desk.file("contract.xml", signMessage({ identity: await desk.ca.issuePoces(), properties }));
});
afterAll(() => desk?.remove());

const verify = (...args: string[]) =>
  runGateway(["verify", "--trust", desk.root, "--crl", desk.lists, "--at", SIGNED_AT, ...args]);
async function json(...args: string[]) {
  const { code, stdout } = await verify("--json", ...args);
  return { code, ...(JSON.parse(stdout) as Record<string, unknown>) };
}

describe("the JSON of a signed document", () => {
  it("has signer, chain, properties, document, digests, revocation and findings", async () => {
    expect(await json(contract)).toMatchObject({
      ...{ file: contract, valid: true, indication: "TOTAL-PASSED", subIndication: null, reason: null },
      signer: {
        kind: "POCES",
        subject: expect.stringContaining("CN="),
        serial: expect.any(String),
        pid: expect.stringMatching(/^9208-/),
        issuer: expect.any(String),
        notBefore: expect.any(String),
        notAfter: expect.any(String),
      },
      document: {
        mediaType: "text/plain",
        bytes: Buffer.byteLength(TEXT),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      signedSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      revocation: { source: "crl", status: "good", producedAt: expect.any(String) },
      findings: expect.arrayContaining([{ rule: "integrity", level: "passed", text: expect.any(String) }]),
    });
  });

  it("says of a broken message that its format failed", async () => {
    const twice = readFileSync(contract, "utf8").replace(/(<ds:SignedInfo[\s\S]*<\/ds:SignedInfo>)/, "$1$1");
    expect(await json(desk.file("twice.xml", twice))).toMatchObject({
      ...{ code: 1, valid: false, indication: "TOTAL-FAILED", subIndication: "FORMAT_FAILURE" },
    });
  });
});

describe("demands of the message", () => {
  it.each<[string, string[], string]>([
    ["another challenge", ["--challenge", "1"], "wrong-challenge"],
    ["another service provider", ["--request-issuer", "Other"], "wrong-request-issuer"],
    ["an employee", ["--kind", "MOCES"], "wrong-kind"],
  ])("%s: not valid", async (_name, options, reason) => {
    expect(await json(...options, login)).toMatchObject({ code: 1, valid: false, reason });
  });

  it("all of them met: valid", async () => {
    const met = ["--challenge", "4839204711", "--request-issuer", "Demo", "--kind", "any"];
    expect(await json(...met, login)).toMatchObject({ code: 0, valid: true });
  });

  it("the original, byte for byte", async () => {
    expect(await json("--original", desk.file("same.txt", TEXT), contract)).toMatchObject({ valid: true });
    const other = desk.file("other.txt", `${TEXT}\n`);
    expect(await json("--original", other, contract)).toMatchObject({ valid: false, reason: "other-document" });
    expect(await json("--original", other, login)).toMatchObject({ valid: false, reason: "other-document" });
    expect(await json("--stylesheet", other, contract)).toMatchObject({ valid: false, reason: "other-stylesheet" });
  });

  it("a CA's own status, where that is required and no list tells it", async () => {
    const options = [
      "verify",
      "--json",
      "--trust",
      desk.root,
      "--at",
      SIGNED_AT,
      "--crl",
      join(desk.lists, "issuing.crl"),
    ];
    expect((await runGateway([...options, login])).code).toBe(0);
    expect((await runGateway([...options, "--require-ca-revocation", login])).code).toBe(3);
  });

  it("SHA-1 only by its switch", async () => {
    const identity = await desk.ca.issuePoces();
    const properties = loginProperties({ requestIssuer: "Demo" });
    const old = desk.file("sha1.xml", signMessage({ identity, properties, faults: { digest: "sha1" } }));
    expect(await json(old)).toMatchObject({
      ...{ code: 1, reason: "weak-algorithm", subIndication: "CRYPTO_CONSTRAINTS_FAILURE" },
    });
    expect((await verify("--allow-sha1", old)).code).toBe(0);
  });

  it("a message of OCES I, whose certificates and lists are of SHA-1 too, by the same switch", async () => {
    const clock = { now: () => new Date(SIGNED_AT) };
    const sha1 = { digest: "sha1" } as const;
    const early = await createTestCa({ baseUrl: "http://pki.test", name: "Early", clock, root: sha1, issuing: sha1 });
    const identity = await early.issuePoces(sha1);
    const properties = loginProperties({ requestIssuer: "Demo" });
    const old = desk.file("oces-i.xml", signMessage({ identity, properties, namespace: "2003/10", ...sha1 }));
    const list = desk.file("early.crl", early.crl(sha1));
    const ask = (...more: string[]) => [
      ...["verify", "--json", "--at", SIGNED_AT, "--trust", desk.file("early.pem", early.root.pem)],
      ...["--crl", list, ...more, old],
    ];
    expect((await runGateway(ask())).code).toBe(1);
    const { code, stdout } = await runGateway(ask("--allow-sha1"));
    expect(code).toBe(0);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; text: string }[] };
    const reliedOn = findings.filter(({ text }) => text.includes("SHA-1")).map(({ rule }) => rule);
    expect(reliedOn).toEqual(["digest", "algorithms", "revocation"]);
  });
});

describe("--ocsp", () => {
  it("takes an answer, or a folder with one, in place of a list, and a revocation from it", async () => {
    const identity = await desk.ca.issuePoces();
    const message = desk.file("asked.xml", signLogIn(identity));
    const answer = () => desk.ca.ocsp(writeOcspRequest({ serial: identity.serial, issuer: desk.ca.issuing }));
    const ask = (path: string) =>
      runGateway(["verify", "--json", "--trust", desk.root, "--at", SIGNED_AT, "--ocsp", path, message]);
    mkdirSync(join(dirname(login), "answers"));
    const good = desk.file("answers/good.der", await answer());
    desk.file("answers/README", "answers of the test CA");
    for (const path of [good, dirname(good)]) {
      const { code, stdout } = await ask(path);
      expect([code, JSON.parse(stdout)]).toMatchObject([0, { revocation: { source: "ocsp", status: "good" } }]);
    }
    desk.ca.revoke(identity.serial);
    expect((await ask(desk.file("revoked.der", await answer()))).code).toBe(1);
  });
});

describe("--extract", () => {
  const folder = (name: string) => join(dirname(login), name);

  it("writes the signed document as it was signed, and nothing for a log-in", async () => {
    const { code } = await verify("--extract", folder("out"), contract, login);
    expect(code).toBe(0);
    expect(readdirSync(folder("out"))).toEqual(["contract.xml.signed.txt"]);
    expect(readFileSync(join(folder("out"), "contract.xml.signed.txt"), "utf8")).toBe(TEXT);
  });

  it("knows XML by its stylesheet and a PDF by its object, and writes attachments too", async () => {
    const identity = await desk.ca.issuePoces();
    const stylesheet = "<xsl:stylesheet/>";
    const attachments = [{ mimeType: "image/png", bytes: Buffer.from("png"), title: "../../etc/passwd" }];
    const signed = (name: string, signing: NonNullable<Parameters<typeof signMessage>[0]["signing"]>) =>
      desk.file(
        name,
        signMessage({ identity, properties: loginProperties({ action: "sign", requestIssuer: "Demo" }), signing }),
      );
    const xml = signed("order.xml", { kind: "xml", xml: "<order/>", stylesheet });
    const pdf = signed("deed.xml", { kind: "pdf", pdf: Buffer.from("%PDF-1.4"), attachments });
    const { code } = await verify("--extract", folder("kinds"), "--stylesheet", desk.file("s.xslt", stylesheet), xml);
    expect([code, (await verify("--extract", folder("kinds"), pdf)).code]).toEqual([0, 0]);
    expect(readdirSync(folder("kinds")).sort()).toEqual([
      ...["deed.xml.attachment-1.bin", "deed.xml.signed.pdf", "order.xml.signed.xml"],
    ]);
  });

  it("gives names that are letters, are no device of Windows and fit any disk, and no document another's", async () => {
    const document = readFileSync(contract);
    const names = ["CON.xml", "..hidden", "a b*\u202e.xml", `${"x".repeat(250)}.xml`];
    const files = names.map((name) => desk.file(name, document));
    expect((await verify("--extract", folder("names"), ...files)).code).toBe(0);
    expect(readdirSync(folder("names")).sort()).toEqual([
      ...["_CON.xml.signed.txt", "_hidden.signed.txt", "a_b__.xml.signed.txt", `${"x".repeat(200)}.signed.txt`],
    ]);
    mkdirSync(folder("other"));
    const other = desk.file("other/CON.xml", document);
    const { code, stderr } = await verify("--extract", folder("names"), other);
    expect([code, stderr]).toEqual([64, expect.stringContaining("nothing is overwritten")]);
  });

  it("overwrites nothing: 64, and the file stays", async () => {
    mkdirSync(folder("full"));
    writeFileSync(join(folder("full"), "contract.xml.signed.txt"), "mine");
    const { code, stderr } = await verify("--extract", folder("full"), contract);
    expect([code, stderr]).toEqual([64, expect.stringContaining("nothing is overwritten")]);
    expect(readFileSync(join(folder("full"), "contract.xml.signed.txt"), "utf8")).toBe("mine");
  });

  it("writes nothing that is not intact", async () => {
    const altered = readFileSync(contract, "utf8").replace(">sign<", ">sigm<");
    expect((await verify("--extract", folder("none"), desk.file("altered.xml", altered))).code).toBe(1);
    expect(existsSync(folder("none"))).toBe(false);
  });
});

describe("--report", () => {
  it.each([
    ["en", "What is proven", "What cannot be known"],
    ["da", "Hvad er bevist", "Hvad kan ikke vides"],
  ])("as text in %s says what is proven and what is not, and the text", async (lang, proven, unknown) => {
    const { code, stdout } = await verify("--report", "text", "--lang", lang, contract);
    expect(code).toBe(0);
    expect(stdout).toContain(proven);
    expect(stdout).toContain(unknown);
    expect(stdout).toContain("  | I owe 100 kr.\n  | <script>alert(1)</script> [U+202E]evil");
  });

  it("names each step in words, whatever the language", async () => {
    const { stdout } = await verify("--json", contract);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; text: string }[] };
    for (const lang of ["en", "da"]) {
      const { stdout: report } = await verify("--report", "text", "--lang", lang, contract);
      for (const { rule, text } of findings) {
        expect(report).toContain(text);
        expect(report).not.toContain(`\n${rule}: `);
      }
    }
  });

  it("tells what else was signed, and whom a log-in was for; one that was changed is not told as signed", async () => {
    const { stdout } = await verify("--report", "text", login);
    expect(stdout).toContain("  RequestIssuer (Shown to the signer: yes):\n  | Demo\n");
    expect(stdout).not.toContain("is not proven to be what was signed");
    const changed = desk.file("changed.xml", readFileSync(login, "utf8").replace(">4839204711<", ">1<"));
    expect((await verify("--report", "text", changed)).stdout).toContain("is not proven to be what was signed");
  });

  it("says of a message that is refused that it is, and not what was asked about time", async () => {
    const broken = desk.file("broken.xml", readFileSync(login, "utf8").replace("<ds:KeyInfo>", "<!-- --><ds:KeyInfo>"));
    const { code, stdout } = await verify("--report", "text", broken);
    expect([code, stdout]).toEqual([1, expect.stringContaining("The message is refused")]);
  });

  it("as HTML escapes what was signed", async () => {
    const { stdout } = await verify("--report", "html", contract, desk.file("no-message", "hello"));
    expect(stdout).not.toMatch(/<script/i);
    expect(stdout).toContain("&#60;script&#62;alert(1)&#60;/script&#62; [U+202E]evil");
    expect(stdout.match(/<article>/g)).toHaveLength(2);
  });
});

describe("wrong usage of the options ends with 64", () => {
  it.each<[string, string[], RegExp]>([
    ["two kinds of answer", ["--json", "--report", "text"], /choose one/],
    ["an unknown report", ["--report", "pdf"], /--report pdf: choose html or text/],
    ["an unknown language", ["--report", "text", "--lang", "de"], /--lang de: choose da or en/],
    ["a language without a report", ["--lang", "da"], /language of a --report/],
    ["an unknown kind", ["--kind", "poces"], /--kind poces: choose POCES or MOCES or any/],
    ["an original that is not there", ["--original", "nowhere"], /--original nowhere.*ENOENT/],
    ["a day that no month has", ["--at", "2022-02-30T12:00:00Z"], /--at 2022-02-30T12:00:00Z: write a time/],
    ["an hour that no day has", ["--at", "2022-05-01T24:00:00Z"], /--at 2022-05-01T24:00:00Z: write a time/],
    ["a time without a zone", ["--at", "2022-05-01T12:00:00"], /--at 2022-05-01T12:00:00: write a time/],
    ["an OCSP answer that is none", ["--ocsp", "README.md"], /--ocsp README\.md/],
    ["a certificate for an OCSP answer", ["--ocsp", "ROOT"], /Not an OCSP answer/],
  ])("%s", async (_name, options, says) => {
    const { code, stderr, stdout } = await verify(...options.map((one) => (one === "ROOT" ? desk.root : one)), login);
    expect([code, stdout]).toEqual([64, ""]);
    expect(stderr).toMatch(says);
  });
});
