import { sign, X509Certificate } from "node:crypto";
import { createTestCa } from "@eid-gateway/oces-testing";
import {
  type EnvelopedXmlShape,
  readEnvelopedXml,
  type SigningKey,
  signEnveloped,
  XmlError,
} from "@eid-gateway/xmldsig";
import { DOMParser } from "@xmldom/xmldom";
import { beforeAll, describe, expect, it } from "vitest";
import { SignedXml } from "xml-crypto";

const DOCUMENT = `<?xml version="1.0"?>\n<a xmlns="urn:a" xmlns:q="urn:q" xmlns:unused="urn:u" AnswerID="_1">
  <b value="q:yes">æ &amp; ø</b><q:c><d/></q:c>\n</a>\n`;
const OPTIONS = { idAttribute: "AnswerID", inclusivePrefixes: ["q", "nobody", "#default"] };
const SHAPE: EnvelopedXmlShape = { root: { namespace: "urn:a", name: "a", idAttribute: "AnswerID" } };

let key: SigningKey;
let otherKey: SigningKey;
let pem: string;
beforeAll(async () => {
  const ca = await createTestCa({ baseUrl: "http://localhost:8090" });
  const [one, other] = [await ca.issueFoces(), await ca.issueFoces()];
  pem = one.pem;
  key = { sign: async (bytes) => sign("sha256", bytes, one.privateKey), certificate: one.certificate };
  otherKey = { sign: async (bytes) => sign("sha256", bytes, other.privateKey), certificate: other.certificate };
});

const signed = async (document = DOCUMENT, options = OPTIONS) =>
  Buffer.from(await signEnveloped(Buffer.from(document), options, key)).toString();

async function refusal(document: string): Promise<string> {
  const error: unknown = await signed(document).catch((thrown: unknown) => thrown);
  return error instanceof XmlError ? error.code : "accepted";
}

describe("a document that was signed", () => {
  it("verifies with xml-crypto", async () => {
    const document = await signed();
    const judge = new SignedXml({ publicCert: pem, idAttribute: "AnswerID", getCertFromKeyInfo: () => null });
    const [signature] = new DOMParser().parseFromString(document, "text/xml").getElementsByTagName("ds:Signature");
    judge.loadSignature(String(signature));
    expect(judge.checkSignature(document)).toBe(true);
  });

  it("is read by the reader", async () => {
    const { certificates, openWith } = readEnvelopedXml(Buffer.from(await signed()), SHAPE);
    expect(certificates.map((der) => Buffer.from(der))).toEqual([Buffer.from(key.certificate)]);
    expect(openWith(new X509Certificate(pem).publicKey)?.children.map(({ name }) => name)).toEqual(["b", "c"]);
  });

  it("is the same bytes as before, but for the Signature behind the root's tag", async () => {
    const document = await signed();
    const start = document.indexOf("<ds:Signature ");
    const end = document.indexOf("</ds:Signature>") + "</ds:Signature>".length;
    expect(document.slice(0, start) + document.slice(end)).toBe(DOCUMENT);
    expect(document.slice(0, start).endsWith(`AnswerID="_1">`)).toBe(true);
  });

  it("names the algorithms, and the prefixes as they were given", async () => {
    const document = await signed();
    expect([...document.matchAll(/(?:Algorithm|PrefixList|URI)="([^"]*)"/g)].map(([, value]) => value)).toEqual([
      "http://www.w3.org/2001/10/xml-exc-c14n#",
      "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
      "#_1",
      "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
      "http://www.w3.org/2001/10/xml-exc-c14n#",
      "q nobody #default",
      "http://www.w3.org/2001/04/xmlenc#sha256",
    ]);
  });

  it("has no prefix list when there are no prefixes", async () => {
    expect(await signed(DOCUMENT, { ...OPTIONS, inclusivePrefixes: [] })).not.toContain("InclusiveNamespaces");
  });
});

describe("refuses to sign", () => {
  it.each([
    [
      "what has a Signature",
      DOCUMENT.replace("<d/>", `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>`),
      "second-signature",
    ],
    ["a root without an Id", DOCUMENT.replace("AnswerID", "Other"), "unresolved-reference"],
    ["a root whose Id is no name", DOCUMENT.replace("_1", "1"), "unresolved-reference"],
    ["two elements with one Id", DOCUMENT.replace("<d/>", `<d Id="_1"/>`), "duplicate-id"],
    ["an empty root", `<a xmlns="urn:a" AnswerID="_1"/>`, "missing-element"],
    ["a comment", DOCUMENT.replace("<d/>", "<!-- -->"), "comment"],
    ["a control character", DOCUMENT.replace("æ", "\u0001"), "forbidden-character"],
    ["half a document", DOCUMENT.slice(0, 80), "malformed"],
  ])("%s", async (_name, document, expected) => {
    expect(await refusal(document)).toBe(expected);
  });

  it("with a key that is not its certificate's", async () => {
    const mixed = { sign: otherKey.sign, certificate: key.certificate };
    await expect(signEnveloped(Buffer.from(DOCUMENT), OPTIONS, mixed)).rejects.toThrow(
      "are key and certificate a pair?",
    );
  });

  it("when the key does not answer", async () => {
    const silent = { sign: () => Promise.reject(new Error("the key is away")), certificate: key.certificate };
    await expect(signEnveloped(Buffer.from(DOCUMENT), OPTIONS, silent)).rejects.toThrow("the key is away");
  });
});
