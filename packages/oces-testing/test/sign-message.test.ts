import { createHash } from "node:crypto";
import {
  type IssuedCertificate,
  loginProperties,
  type MessageOptions,
  signMessage,
  type TestCa,
} from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, test } from "vitest";
import { newCa } from "./test-ca-of-today.js";
import { signatureHolds } from "./verify-with-xml-crypto.js";

const STATEMENT = {
  requestIssuer: "Blåbær & Søn",
  challenge: "8412",
  timeStamp: "2026-03-02 11:00:00+0100",
  identityAssuranceLevel: "2",
} as const;

let ca: TestCa;
let person: IssuedCertificate;
beforeAll(async () => {
  ca = await newCa();
  person = await ca.issuePoces({ name: "Ella Testesen" });
});

function login(options: Partial<MessageOptions> = {}): string {
  const properties = loginProperties(STATEMENT, options.dialect);
  return Buffer.from(signMessage({ identity: person, properties, ...options })).toString("utf8");
}

const holds = (xml: string, id?: string): boolean => signatureHolds(Buffer.from(xml), person, id);

const namesIn = (xml: string): string[] => [...xml.matchAll(/<openoces:Name>(\w+)</g)].map(([, name]) => name!);

const certificatesIn = (xml: string): string[] =>
  [...xml.matchAll(/<ds:X509Certificate>([^<]*)</g)].map(([, text]) => Buffer.from(text!, "base64").toString("hex"));

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("another style of writing", () => {
  test.each<[string, NonNullable<MessageOptions["style"]>, RegExp]>([
    ["ends lines as Windows does", { lineEnd: "\r\n" }, /\r\n<ds:SignatureValue>\r\n/],
    ["turns attributes round", { attributeOrder: "reversed" }, /<ds:Object Id="ToBeSigned" xmlns:openoces=/],
    ["wraps at 64 columns", { base64Columns: 64 }, /\n[A-Za-z0-9+/]{64}\n/],
    ["does not wrap", { base64Columns: 0 }, /<ds:SignatureValue>\n[^\n]{300,}\n</],
    ["shouts encodings", { encodingCase: "upper" }, /Encoding="BASE64" /],
    ["begins encodings with a capital", { encodingCase: "capital" }, /Encoding="Base64" /],
  ])("%s, and its signature still holds", (_what, style, written) => {
    const xml = login({ style });
    expect(xml).toMatch(written);
    expect(holds(xml)).toBe(true);
    expect(xml).not.toBe(login());
  });

  test.each<[string, NonNullable<MessageOptions["style"]>]>([
    ["Windows line ends", { lineEnd: "\r\n" }],
    ["turned attributes", { attributeOrder: "reversed" }],
  ])("%s do not hide a changed value", (_what, style) => {
    const xml = login({ style });
    expect(holds(xml.replace(">8412<", ">8413<"))).toBe(false);
  });

  test("leaves a value with a line end, a quotation mark and a bracket what it is", () => {
    const properties = [{ name: "challenge", value: 'a\n" b="c" > <x y="z">' }];
    const xml = login({ properties, style: { lineEnd: "\r\n", attributeOrder: "reversed" } });
    expect(holds(xml)).toBe(true);
    expect(xml.replaceAll("\r\n", "\n")).toContain('>a\n" b="c" &gt; &lt;x y="z"&gt;<');
  });
});

describe("the key card's dialect", () => {
  test("has a signature that another library verifies", () => {
    expect(holds(login())).toBe(true);
  });

  test("has the layout of real messages", () => {
    const layout = login()
      .replaceAll(/>[^<\n]*<\/(ds:DigestValue|openoces:Value)>/g, "></$1>")
      .replaceAll(/\n([A-Za-z0-9+/=]+\n)+/g, "\n…\n");
    expect(layout).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8" ?>
      <openoces:signature xmlns:openoces="http://www.openoces.org/2006/07/signature#" version="0.1"><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="signature">
      <ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:openoces="http://www.openoces.org/2006/07/signature#">
      <ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></ds:CanonicalizationMethod>
      <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>
      <ds:Reference URI="#ToBeSigned">
      <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>
      <ds:DigestValue></ds:DigestValue>
      </ds:Reference>
      </ds:SignedInfo>
      <ds:SignatureValue>
      …
      </ds:SignatureValue>
      <ds:KeyInfo>
      <ds:X509Data>
      <ds:X509Certificate>
      …
      </ds:X509Certificate>
      </ds:X509Data>
      <ds:X509Data>
      <ds:X509Certificate>
      …
      </ds:X509Certificate>
      </ds:X509Data>
      <ds:X509Data>
      <ds:X509Certificate>
      …
      </ds:X509Certificate>
      </ds:X509Data>
      </ds:KeyInfo>
      <ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:openoces="http://www.openoces.org/2006/07/signature#" Id="ToBeSigned"><ds:SignatureProperties>
      <ds:SignatureProperty Target="signature"><openoces:Name>RequestIssuer</openoces:Name><openoces:Value Encoding="base64" VisibleToSigner="yes"></openoces:Value></ds:SignatureProperty>
      <ds:SignatureProperty Target="signature"><openoces:Name>challenge</openoces:Name><openoces:Value Encoding="xml" VisibleToSigner="no"></openoces:Value></ds:SignatureProperty>
      <ds:SignatureProperty Target="signature"><openoces:Name>TimeStamp</openoces:Name><openoces:Value Encoding="xml" VisibleToSigner="no"></openoces:Value></ds:SignatureProperty>
      <ds:SignatureProperty Target="signature"><openoces:Name>action</openoces:Name><openoces:Value Encoding="xml" VisibleToSigner="no"></openoces:Value></ds:SignatureProperty>
      <ds:SignatureProperty Target="signature"><openoces:Name>identityAssuranceLevel</openoces:Name><openoces:Value Encoding="xml" VisibleToSigner="no"></openoces:Value></ds:SignatureProperty>
      </ds:SignatureProperties></ds:Object>
      </ds:Signature></openoces:signature>"
    `);
  });

  test("keeps the order of real log-ins and spells values as they do", () => {
    const xml = login();
    expect(namesIn(xml)).toEqual(["RequestIssuer", "challenge", "TimeStamp", "action", "identityAssuranceLevel"]);
    expect(xml).toContain(`Encoding="base64" VisibleToSigner="yes">${Buffer.from("Blåbær & Søn").toString("base64")}<`);
    expect(xml).toContain('<openoces:Value Encoding="xml" VisibleToSigner="no">8412<');
    expect(xml).toContain('<openoces:Value Encoding="xml" VisibleToSigner="no">logon<');
  });

  test("echoes a time stamp that came as base64 as base64", () => {
    const properties = loginProperties({ ...STATEMENT, timeStampEncoding: "base64" });
    const encoded = Buffer.from(STATEMENT.timeStamp).toString("base64");
    expect(login({ properties })).toContain(`Encoding="base64" VisibleToSigner="no">${encoded}<`);
  });

  test("carries the issuing CA first, then the user, then the root", () => {
    expect(certificatesIn(login())).toEqual([ca.issuing, person, ca.root].map(({ certificate }) => hex(certificate)));
  });

  test("wraps base64 at 76 columns", () => {
    const lines = login()
      .split("\n")
      .filter((line) => /^[A-Za-z0-9+/=]+$/.test(line));
    expect(Math.max(...lines.map(({ length }) => length))).toBe(76);
  });

  test("ends without a line feed", () => {
    expect(login().endsWith("</ds:Signature></openoces:signature>")).toBe(true);
  });

  test("carries further SIGN_PROPERTIES and a remember token", () => {
    const properties = loginProperties({
      ...STATEMENT,
      signProperties: { transaction: "a<b" },
      rememberUseridToken: Buffer.from([0, 255, 1]),
    });
    const xml = login({ properties });
    expect(namesIn(xml)).toContain("transaction");
    expect(xml).toContain(">a&lt;b<");
    expect(xml).toContain(
      '<openoces:Name>rememberUseridToken</openoces:Name><openoces:Value Encoding="base64" VisibleToSigner="no">AP8B<',
    );
    expect(holds(xml)).toBe(true);
  });
});

describe("the code file's dialect", () => {
  test("has other ids, all base64 and no time stamp, and verifies", () => {
    const xml = login({ dialect: "codefile" });
    expect(xml).toContain('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="OpensignSignature">');
    expect(xml).toContain('Target="#OpensignSignature"');
    expect(xml).not.toContain('Encoding="xml"');
    expect(namesIn(xml)).not.toContain("TimeStamp");
    expect(xml).toContain(">bG9nb24=<");
    expect(holds(xml, "OpensignSignature")).toBe(true);
  });

  test("carries the user first", () => {
    expect(certificatesIn(login({ dialect: "codefile" }))[0]).toBe(hex(person.certificate));
  });
});

describe("signed documents", () => {
  const documents = [
    {
      id: "signText",
      mimeType: "application/pdf",
      bytes: Buffer.from("%PDF-1.7"),
      originalTitle: 'A "contract" & more',
    },
    { id: "attachment-1", mimeType: "text/plain", bytes: Buffer.from("hello") },
  ];

  test("each has a reference of its own in the one signature", () => {
    const xml = login({ documents });
    expect(xml.match(/<ds:Reference /g)).toHaveLength(3);
    expect(xml).toContain('<ds:Reference Type="http://www.w3.org/2000/09/xmldsig#Object" URI="#signText">');
    expect(holds(xml)).toBe(true);
  });

  test("a document changed afterwards breaks the signature", () => {
    const xml = login({ documents });
    const changed = xml.replace(Buffer.from("hello").toString("base64"), Buffer.from("hellO").toString("base64"));
    expect(holds(changed)).toBe(false);
  });
});

describe("odd values stay canonical", () => {
  test.each([
    ["markup", '<a href="x">&amp;</a>'],
    ["carriage returns and tabs", "one\r\ntwo\tthree"],
    ["nothing", ""],
    ["characters beyond the plane", "😀 Ǻ"],
    ["blanks at the ends", "  x  "],
  ])("%s", (_name, value) => {
    const xml = login({ properties: [{ name: "challenge", value }] });
    expect(holds(xml)).toBe(true);
    expect(holds(xml.replace("VisibleToSigner", "visibleToSigner"))).toBe(false);
  });
});

describe("faults", () => {
  test("a signature by another key", async () => {
    const { privateKey } = await ca.issuePoces();
    expect(() => holds(login({ faults: { signedWith: privateKey } }))).toThrow(/invalid signature/);
  });

  test("an oddity signed with the rest", () => {
    const twice = (object: string) => object.replace(/<ds:SignatureProperty .*\n/, "$&$&");
    const xml = login({ faults: { beforeDigest: twice } });
    expect(namesIn(xml).filter((name) => name === "RequestIssuer")).toHaveLength(2);
    expect(holds(xml)).toBe(true);
  });

  test("another SignedInfo, signed", () => {
    const beforeSigning = (info: string) => info.replace("20010315", "20010315#WithComments");
    expect(holds(login({ faults: { beforeSigning } }))).toBe(true);
  });

  test("a digest of something else", () => {
    const other = createHash("sha256").update("other").digest("base64");
    const beforeSigning = (info: string) => info.replace(/(<ds:DigestValue>)[^<]*/, `$1${other}`);
    expect(holds(login({ faults: { beforeSigning } }))).toBe(false);
  });

  test("the algorithms of the applet era", () => {
    const xml = login({ faults: { digest: "sha1" } });
    expect(xml).toContain("xmldsig#rsa-sha1");
    expect(holds(xml)).toBe(true);
  });

  test("certificates missing, foreign or in any order", async () => {
    const stranger = await ca.issuePoces();
    const certificates = [stranger.certificate, person.certificate];
    expect(certificatesIn(login({ certificates }))).toEqual(certificates.map(hex));
    expect(certificatesIn(login({ certificates: [] }))).toEqual([]);
  });
});
