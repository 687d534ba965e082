import { createHash } from "node:crypto";
import {
  type IssuedCertificate,
  type MessageOptions,
  type SigningContent,
  signingProperties,
  signMessage,
  type TestCa,
} from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, test } from "vitest";
import { objectsOf, PDF, SIGNING_NAMES, SIGNINGS, STYLESHEET } from "./signings.js";
import { newCa } from "./test-ca-of-today.js";
import { signatureHolds } from "./verify-with-xml-crypto.js";

const STATEMENT = { requestIssuer: "Demo", challenge: "8412", timeStamp: "2026-03-02 11:00:00+0100" };
const DIALECTS = ["keycard", "codefile"] as const;

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await newCa();
  person = await ca.issuePoces();
});

function signing(content: SigningContent, options: Partial<MessageOptions> = {}): string {
  const properties = signingProperties(STATEMENT, options.dialect);
  return Buffer.from(signMessage({ identity: person, properties, signing: content, ...options })).toString("utf8");
}

const holds = (xml: string, dialect?: MessageOptions["dialect"]): boolean =>
  signatureHolds(Buffer.from(xml), person, dialect === "codefile" ? "OpensignSignature" : "signature");

const namesIn = (xml: string): string[] => [...xml.matchAll(/<(?:openoces:)?Name>(\w+)</g)].map(([, name]) => name!);

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");

describe.each(DIALECTS)("in the %s dialect", (dialect) => {
  test.each(SIGNING_NAMES)("another library verifies a signing: %s", (name) => {
    const xml = signing(SIGNINGS[name], { dialect });
    expect(holds(xml, dialect)).toBe(true);
    expect(xml.match(/<ds:Reference /g)).toHaveLength(objectsOf(SIGNINGS[name]));
  });

  test.each(SIGNING_NAMES)("one more blank in any of its objects breaks it: %s", (name) => {
    const pieces = signing(SIGNINGS[name], { dialect }).split("</ds:Object>");
    for (let index = 1; index < pieces.length; index++) {
      const changed = `${pieces.slice(0, index).join("</ds:Object>")} </ds:Object>${pieces.slice(index).join("</ds:Object>")}`;
      expect(holds(changed, dialect)).toBe(false);
    }
  });

  test("says sign, and the sign text comes first and was seen", () => {
    const xml = signing(SIGNINGS.text, { dialect });
    expect(namesIn(xml)[0]).toBe("signtext");
    expect(xml).toContain(
      `>signtext</openoces:Name><openoces:Value Encoding="base64" VisibleToSigner="yes">${base64(SIGNINGS.text.text)}<`,
    );
    expect(xml).toContain(dialect === "keycard" ? ">sign<" : `>${base64("sign")}<`);
  });

  test("XML was not seen, and the digest of its stylesheet stands beside it", () => {
    const xml = signing(SIGNINGS.xml, { dialect });
    const digest = createHash("sha256").update(STYLESHEET).digest("base64");
    expect(xml).toContain(`VisibleToSigner="no">${base64(SIGNINGS.xml.xml)}<`);
    expect(namesIn(xml).at(-1)).toBe("stylesheetDigest");
    expect(xml).toContain(`>${dialect === "keycard" ? digest : base64(digest)}</openoces:Value>`);
  });

  test("a PDF is an object, a property, or both", () => {
    const [object, property, both] = (["object", "property", "both"] as const).map((as) =>
      signing({ kind: "pdf", pdf: PDF, as }, { dialect }),
    );
    expect([object, property, both].map((xml) => xml!.includes('Id="signText"'))).toEqual([true, false, true]);
    expect([object, property, both].map((xml) => namesIn(xml!).includes("signtext"))).toEqual([false, true, true]);
  });
});

test("an object's attributes stand in the order the protocol has", () => {
  expect(signing(SIGNINGS["pdf as object"])).toContain(
    ' Encoding="base64" Id="signText" MimeType="application/pdf" OrigTitle="A &quot;contract&quot; &amp; more">\nJVBE',
  );
});

test("attachments are numbered from one, each with its type and title", () => {
  const xml = signing(SIGNINGS["text with attachments"]);
  expect(xml).toContain('Id="attachment-1" MimeType="text/plain" OrigTitle="first.txt">');
  expect(xml).toContain('Id="attachment-2" MimeType="application/pdf">');
});

describe("the namespace of OCES I", () => {
  test.each(DIALECTS)("writes names and values without prefix, and verifies: %s", (dialect) => {
    const xml = signing(SIGNINGS.text, { dialect, namespace: "2003/10" });
    expect(holds(xml, dialect)).toBe(true);
    expect(xml).toContain('<openoces:signature xmlns:openoces="http://www.openoces.org/2003/10/signature#"');
    expect(xml).not.toContain("2006/07");
    expect(xml).toContain("><Name>signtext</Name><Value Encoding=");
    expect(xml).not.toContain("openoces:Name");
  });

  test.each<SigningContent>([SIGNINGS["pdf as object"], SIGNINGS["text with attachments"]])(
    "has no second object ($kind)",
    (content) => {
      expect(() => signing(content, { namespace: "2003/10" })).toThrow(/signs one object/);
    },
  );

  test("gets a second object only when a test insists", () => {
    const documents = [{ id: "signText", mimeType: "application/pdf", bytes: PDF }];
    expect(holds(signing(SIGNINGS.text, { namespace: "2003/10", documents }))).toBe(true);
  });
});

describe("SHA-1", () => {
  test.each(DIALECTS)("is in the signature and in every reference: %s", (dialect) => {
    const xml = signing(SIGNINGS["pdf with an attachment"], { dialect, digest: "sha1" });
    expect(xml.match(/Algorithm="http:\/\/www.w3.org\/2000\/09\/xmldsig#(rsa-)?sha1"/g)).toHaveLength(4);
    expect(xml).not.toContain("sha256");
    expect(holds(xml, dialect)).toBe(true);
  });

  test("gives way to a fault", () => {
    expect(signing(SIGNINGS.text, { digest: "sha1", faults: { digest: "sha512" } })).not.toContain("sha1");
  });
});

test("base64 transport is the XML once more in base64", () => {
  const plain = signing(SIGNINGS.html);
  const posted = signing(SIGNINGS.html, { transport: "base64" });
  expect(posted).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(Buffer.from(posted, "base64").toString("utf8")).toBe(plain);
});

test("certificates are named by their part, in any order, the root present or not", async () => {
  const stranger = await ca.issuePoces();
  const certificates = ["root", "user", stranger.certificate, "issuing"] as const;
  const carried = [...signing(SIGNINGS.text, { certificates }).matchAll(/<ds:X509Certificate>([^<]*)</g)].map(
    ([, text]) => text!.replaceAll("\n", ""),
  );
  expect(carried).toEqual([ca.root, person, stranger, ca.issuing].map(({ certificate }) => base64(certificate)));
  expect(signing(SIGNINGS.text, { certificates: ["user"] }).match(/<ds:X509Certificate>/g)).toHaveLength(1);
});

test.each<[string, NonNullable<MessageOptions["style"]>, RegExp]>([
  ["a document in one line", { documentColumns: 0 }, /MimeType="application\/pdf"[^>]*>\n[^\n]{300,}\n</],
  ["a document in lines of 64", { documentColumns: 64 }, /MimeType="application\/pdf"[^>]*>\n[^\n]{64}\n[^\n]{64}\n/],
  ["a value in lines", { valueColumns: 8 }, /VisibleToSigner="yes">RGVt\S*</],
  ["everything at once", { documentColumns: 60, valueColumns: 60, lineEnd: "\r\n", base64Columns: 60 }, /\r\n/],
])("a style may wrap what is signed: %s", (_what, style, written) => {
  const xml = signing(SIGNINGS["pdf as both"], { style });
  expect(xml).toMatch(written);
  expect(holds(xml)).toBe(true);
});
