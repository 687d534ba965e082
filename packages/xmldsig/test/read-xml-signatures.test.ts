import { readXmlSignatures } from "@eid-gateway/xmldsig";
import { describe, expect, it } from "vitest";
import {
  ENVELOPED,
  EXCLUSIVE,
  INCLUSIVE,
  other,
  publicKey,
  RESPONSE,
  type SigningChoices,
  signWithXmlCrypto,
} from "./any-signature.js";
import { edit } from "./signed-document.js";

const read = (document: string) => readXmlSignatures(Buffer.from(document));
const only = (document: string) => {
  const [signature, ...more] = read(document);
  expect(more).toEqual([]);
  return signature!;
};

const ASSERTION = "//*[local-name()='Assertion']";
const more = "http://www.w3.org/2001/04/xmldsig-more#";

describe("a signature by xml-crypto holds", () => {
  it.each<[string, SigningChoices, string]>([
    ["enveloped, exclusive, over the root by its Id", {}, "/Response[1]"],
    ["over the whole document", { wholeDocument: true }, "/Response[1]"],
    ["inclusive throughout", { transforms: [ENVELOPED, INCLUSIVE], canonicalization: INCLUSIVE }, "/Response[1]"],
    ["inclusive SignedInfo, exclusive content", { canonicalization: INCLUSIVE }, "/Response[1]"],
    ["exclusive SignedInfo, inclusive content", { transforms: [ENVELOPED, INCLUSIVE] }, "/Response[1]"],
    ["with a list of prefixes", { prefixes: ["xs", "p", "unheard-of"] }, "/Response[1]"],
    ["over an element inside, in which it stands", { target: ASSERTION }, "/Response[1]/Assertion[1]"],
    [
      "over an element inside, inclusively",
      { target: ASSERTION, transforms: [ENVELOPED, INCLUSIVE] },
      "/Response[1]/Assertion[1]",
    ],
    [
      "beside what it signs",
      { target: ASSERTION, transforms: [EXCLUSIVE], action: "after" },
      "/Response[1]/Assertion[1]",
    ],
    [
      "before what it signs",
      { target: ASSERTION, transforms: [EXCLUSIVE], action: "before" },
      "/Response[1]/Assertion[1]",
    ],
    ["as the first child", { action: "prepend" }, "/Response[1]"],
    [
      "by RSA with SHA-512",
      { signatureMethod: `${more}rsa-sha512`, digestMethod: "http://www.w3.org/2001/04/xmlenc#sha512" },
      "/Response[1]",
    ],
  ])("%s", (_name, choices, path) => {
    const signature = only(signWithXmlCrypto(RESPONSE, choices));
    expect([signature.refusal, signature.isMadeWith(publicKey), signature.isMadeWith(other.publicKey)]).toEqual([
      undefined,
      true,
      false,
    ]);
    expect(signature.covered.map((part) => [part.path, part.digestMatches])).toEqual([[path, true]]);
    expect(signature.openWith(publicKey)?.map(({ name }) => name)).toEqual([
      path.includes("Assertion") ? "Assertion" : "Response",
    ]);
    expect(signature.openWith(other.publicKey)).toBeUndefined();
  });

  it("right behind an empty element, which ends where the Signature begins", () => {
    const signature = only(signWithXmlCrypto("<a><b/></a>"));
    expect(signature.isMadeWith(publicKey)).toBe(true);
  });

  it.each(["AssertionID", "ResponseID", "RequestID", "id", "Id"])("by the Id attribute %s", (idAttribute) => {
    const document = RESPONSE.replace(`ID="_a1"`, `${idAttribute}="_a1"`);
    const signature = only(signWithXmlCrypto(document, { target: ASSERTION, idAttribute }));
    expect(signature.isMadeWith(publicKey)).toBe(true);
    expect(signature.covered[0]?.id).toBe("_a1");
  });

  it("by an Id attribute that is named, and not unless it is", () => {
    const document = RESPONSE.replace(`ID="_a1"`, `Reference="_a1"`);
    const signed = signWithXmlCrypto(document, { target: ASSERTION, idAttribute: "Reference" });
    expect(only(signed).refusal?.code).toBe("unresolved-reference");
    const [signature] = readXmlSignatures(Buffer.from(signed), { idAttributes: ["Reference"] });
    expect(signature?.isMadeWith(publicKey)).toBe(true);
  });
});

describe("what is told of the covered part", () => {
  it("is its place, its canonical size and digest, and whether it is the whole document", () => {
    const signature = only(
      signWithXmlCrypto(RESPONSE, { target: ASSERTION, transforms: [EXCLUSIVE], action: "after" }),
    );
    const canonical = `<a:Assertion xmlns:a="urn:a" ID="_a1"><a:Subject Format="x&#xA;y">Ella</a:Subject><a:Value a:type="xs:string">42</a:Value></a:Assertion>`;
    expect(signature.covered).toMatchObject([
      { id: "_a1", namespace: "urn:a", name: "Assertion", isWholeDocument: false, bytes: Buffer.byteLength(canonical) },
    ]);
    expect(only(signWithXmlCrypto(RESPONSE)).covered[0]?.isWholeDocument).toBe(true);
  });

  it("leaves the Signature out of what opens, and nothing else", () => {
    const [root] = only(signWithXmlCrypto(RESPONSE)).openWith(publicKey) ?? [];
    expect(root?.children.map(({ name }) => name)).toEqual(["Issuer", "Assertion", "Status"]);
    expect(root?.children[0]?.text).toBe("æøå & co");
  });

  it("stays what it was when the caller's bytes are changed afterwards", () => {
    const bytes = Buffer.from(signWithXmlCrypto(RESPONSE));
    const [signature] = readXmlSignatures(bytes);
    bytes.write("43", bytes.indexOf("42</a:Value>"));
    expect(JSON.stringify(signature?.openWith(publicKey))).toContain(`"42"`);
  });
});

describe("several signatures are each judged", () => {
  const assertion = signWithXmlCrypto(RESPONSE, { target: ASSERTION });
  const both = signWithXmlCrypto(assertion, { action: "prepend" });

  it("one in the other, in document order", () => {
    expect(
      read(both).map((signature) => [signature.path, signature.covered[0]?.path, signature.isMadeWith(publicKey)]),
    ).toEqual([
      ["/Response[1]/Signature[1]", "/Response[1]", true],
      ["/Response[1]/Assertion[1]/Signature[1]", "/Response[1]/Assertion[1]", true],
    ]);
  });

  it("by different keys", () => {
    const mixed = signWithXmlCrypto(assertion, { action: "prepend", key: other.privateKey });
    expect(read(mixed).map((signature) => signature.isMadeWith(publicKey))).toEqual([false, true]);
  });

  it("the outer one covers the inner: without it, it does not hold", () => {
    const inner = /<ds:Signature.*?<\/ds:Signature>(?=<\/a:Assertion>)/s.exec(
      both.slice(both.indexOf("<a:Assertion")),
    )![0];
    expect(only(edit(both, inner, "")).isMadeWith(publicKey)).toBe(false);
  });

  it("one that is refused beside one that holds", () => {
    const weak = edit(both, `${more}rsa-sha256`, "http://www.w3.org/2000/09/xmldsig#rsa-sha1");
    expect(read(weak).map(({ refusal }) => refusal?.code)).toEqual(["unknown-algorithm", undefined]);
  });

  it("one inside the Object of another", () => {
    const wrapped = edit(
      assertion,
      "</ds:SignatureValue>",
      `</ds:SignatureValue><ds:Object><b>${assertionSignature(both)}</b></ds:Object>`,
    );
    expect(read(wrapped).map(({ path }) => path.split("/").slice(3).join("/"))).toEqual([
      "Signature[1]",
      "Signature[1]/Object[1]/b[1]/Signature[1]",
    ]);
  });
});

function assertionSignature(document: string): string {
  return /<ds:Signature.*?<\/ds:Signature>/s.exec(document)![0];
}
