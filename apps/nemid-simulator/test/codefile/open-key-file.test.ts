/** The browser's half, run here: opening key files and signing with them. */
import { readFileSync } from "node:fs";
import { createTestCa, type IssuedCertificate, signMessage, type TestCa, testKeys } from "@eid-gateway/oces-testing";
import forge from "node-forge";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { openKeyFile } from "../../browser/codefile/open-key-file.js";
import { LARGEST_BYTES, readKeyFile } from "../../browser/codefile/read-key-file.js";
import { KeyFileError } from "../../browser/codefile/task.js";
import { writeMessage } from "../../browser/codefile/write-message.js";
import { writeHtmlKeyFile } from "../../src/register/key-file.js";
import { readResponse } from "../read-response.js";

const ANY = { subject: "", issuers: ["TRUST2408"] };
const FIXTURES = new URL("../fixtures/key-files/", import.meta.url);
let ca: TestCa;
let person: IssuedCertificate;
let keyFile: Uint8Array;
beforeAll(async () => {
  ca = await createTestCa({ baseUrl: "http://localhost", keys: testKeys() });
  person = await ca.issuePoces({ name: "Åse Øhlenschlæger", pid: "9208-2002-2-111222333444" });
  keyFile = person.toPkcs12("secret12");
});

const fixture = (name: string) => readFileSync(new URL(name, FIXTURES));
const asFile = (content: Uint8Array | string) => new File([content as BlobPart], "key-file");
async function open(content: Uint8Array | string, password = "secret12", filter = ANY) {
  return openKeyFile(forge, await readKeyFile(asFile(content)), password, filter);
}
/** The problem a person reads about, or "opened". */
const problem = (content: Uint8Array | string, password?: string, filter?: typeof ANY) =>
  open(content, password, filter).then(
    () => "opened",
    (error) => (error instanceof KeyFileError ? error.problem : Promise.reject(error)),
  );
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

describe("opens", () => {
  test.each([
    ["RC2 of 40 bits", "rc2-40.p12", "secret12"],
    ["3DES", "3des.p12", "secret12"],
    ["AES of 128 bits", "aes-128.p12", "secret12"],
    ["AES of 256 bits", "aes-256.p12", "secret12"],
    ["AES and a password with Danish letters", "aes-danish-password.p12", "rødgrød7"],
  ])("a key file encrypted by %s", async (_what, name, password) => {
    const { certificates } = await open(fixture(name), password);
    expect(certificates.map((der) => Buffer.from(der, "latin1").equals(fixture("certificate.cer")))).toEqual([true]);
  });

  test("the file of the test tool, with its certificates in order and to the byte as they were issued", async () => {
    const { certificates } = await open(keyFile);
    const expected = [person.certificate, ...person.chain].map(base64);
    expect(certificates.map((der) => Buffer.from(der, "latin1").toString("base64"))).toEqual(expected);
  });

  test.each<[string, (page: string) => string]>([
    ["the test tool's HTML key file", (page) => page],
    ["one with a byte order mark and blank lines before", (page) => `\uFEFF\n\n${page}`],
    ["one in which the key file stands in lines", (page) => page.replace(/(MI.{74})/, "$1\r\n")],
    ["one of XHTML", (page) => `<?xml version="1.0" encoding="UTF-8"?>\n${page}`],
    [
      "one that shows prose and a certificate first",
      (page) => page.replace("<pre", `<p>MIT ${"licence ".repeat(50)}</p><pre>${base64(person.certificate)}</pre><pre`),
    ],
    [
      "one that keeps it in a script",
      (page) => page.replace(/<pre.*?>(.*)<\/pre>/, '<script>var p12 = "$1";</script>'),
    ],
  ])("%s", async (_what, change) => {
    const page = change(writeHtmlKeyFile(base64(keyFile)));
    expect(await problem(page)).toBe("opened");
  });

  test("a file with something behind its end", async () =>
    expect(await problem(Buffer.concat([keyFile, Buffer.from("\n")]))).toBe("opened"));
});

describe("refuses", () => {
  test.each<[string, () => Uint8Array | string, string]>([
    ["an empty file", () => "", "not-a-key-file"],
    ["a picture", () => Buffer.from("\x89PNG\r\n\x1a\n"), "not-a-key-file"],
    ["a text", () => "My password is on the fridge.", "not-a-key-file"],
    ["a PEM file", () => person.privateKeyPem, "not-a-key-file"],
    ["an XML file", () => "<?xml version='1.0'?><a/>", "not-a-key-file"],
    ["a certificate", () => fixture("certificate.cer"), "not-a-key-file"],
    ["a page with a certificate alone", () => `<html>${base64(person.certificate)}`, "no-key-file-in-page"],
    ["a page without a key file", () => "<!doctype html><p>Hello</p>", "no-key-file-in-page"],
    ["a key file that lost its end", () => keyFile.subarray(0, -100), "truncated"],
    ["the first byte of one", () => keyFile.subarray(0, 1), "truncated"],
    ["a page that lost its end", () => writeHtmlKeyFile(base64(keyFile)).slice(0, 2000), "truncated"],
    ["a key file with a changed byte", () => changed(keyFile, 300), "wrong-password"], // its MAC cannot tell the two
    ["a certificate without its key", () => fixture("certificate-alone.p12"), "no-key"],
    ["a key without its certificate", () => fixture("key-alone.p12"), "no-key"],
    ["an elliptic key, which OCES never had", () => fixture("elliptic.p12"), "no-key"],
  ])("%s", async (_what, content, expected) => expect(await problem(content())).toBe(expected));

  test.each(["", "Secret12", "secret123", " secret12"])("the password '%s'", async (password) =>
    expect(await problem(keyFile, password)).toBe("wrong-password"),
  );

  test("a key file of another kind of holder, of another issuer, and takes the right one", async () => {
    const employee = await ca.issueMoces({ name: "Bo Berg", companyName: "Berg", cvr: "12345674", rid: "1" });
    const employees = { subject: "RID:", issuers: ["TRUST2408"] };
    expect(await problem(keyFile, "secret12", employees)).toBe("other-kind");
    expect(await problem(employee.toPkcs12("secret12"), "secret12", employees)).toBe("opened");
    expect(await problem(keyFile, "secret12", { subject: "", issuers: ["TRUST2408 OCES"] })).toBe("other-kind");
    expect(await problem(keyFile, "secret12", { subject: "PID:", issuers: ["x", "TRUST2408 Simulator"] })).toBe(
      "opened",
    );
  });

  test("a file of more than 50 MB before it reads a byte of it", async () => {
    const arrayBuffer = vi.fn(async () => new ArrayBuffer());
    await expect(readKeyFile({ size: LARGEST_BYTES + 1, arrayBuffer })).rejects.toMatchObject({ problem: "too-large" });
    expect(arrayBuffer).not.toHaveBeenCalled();
  });

  test("a file that cannot be read any more", async () => {
    const arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
    await expect(readKeyFile({ size: 10, arrayBuffer })).rejects.toMatchObject({ problem: "unreadable" });
  });
});

describe("signs", () => {
  const properties = [
    { name: "RequestIssuer", value: Buffer.from("Blåbær & Søn").toString("base64"), visible: true },
    { name: "challenge", value: "NDcxMQ==", visible: false },
  ];
  const write = async () => writeMessage(forge, await open(keyFile), { properties, objects: [] });
  /** The same by a writer that shares no line with this one. */
  const STATED = [
    { name: "RequestIssuer", value: "Blåbær & Søn", visible: true },
    { name: "challenge", value: "4711" },
  ];
  const written = () => signMessage({ identity: person, dialect: "codefile", properties: STATED });

  test("to the byte what the test CA's writer of messages writes", async () =>
    expect(await write()).toBe(Buffer.from(written()).toString("utf8")));

  test("documents and attachments, too", async () => {
    const [pdf, file] = [Buffer.alloc(300, "%PDF-æ"), Buffer.from("first")];
    const objects = [
      { kind: "attachment", mimeType: "text/plain", title: 'Bilag <1> & "2"\tæ', content: file.toString("base64") },
      { kind: "signText", mimeType: "application/pdf", content: pdf.toString("base64") },
      { kind: "attachment", mimeType: "text/html", content: file.toString("base64") },
    ] as const;
    const documents = [
      { id: "attachment-1", mimeType: "text/plain", bytes: file, originalTitle: 'Bilag <1> & "2"\tæ' },
      { id: "signText", mimeType: "application/pdf", bytes: pdf },
      { id: "attachment-2", mimeType: "text/html", bytes: file },
    ];
    const message = await writeMessage(forge, await open(keyFile), { properties, objects });
    const expected = signMessage({ identity: person, dialect: "codefile", properties: STATED, documents });
    expect(message).toBe(Buffer.from(expected).toString("latin1")); // a byte in each character
  });

  test("so that the signature holds", async () => {
    const { certificates, isSigned } = readResponse(await write(), 0);
    expect([certificates.length, isSigned]).toEqual([3, true]);
  });

  test("the same without WebCrypto, as on a page of plain http", async () => {
    vi.stubGlobal("crypto", {});
    try {
      expect(await write()).toBe(Buffer.from(written()).toString("utf8"));
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

function changed(bytes: Uint8Array, at: number): Uint8Array {
  return Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
}
