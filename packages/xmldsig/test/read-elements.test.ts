import { createHash } from "node:crypto";
import {
  canonicalizeExclusively,
  hashExclusively,
  readElements,
  readXmlSignatures,
  XmlError,
} from "@eid-gateway/xmldsig";
import { describe, expect, it } from "vitest";
import { EXCLUSIVE, INCLUSIVE, publicKey, RESPONSE, signWithXmlCrypto } from "./any-signature.js";

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();
const method = (algorithm: string) => ({
  name: "CanonicalizationMethod",
  namespace: "http://www.w3.org/2000/09/xmldsig#",
  attributes: [{ name: "Algorithm", namespace: "", value: algorithm }],
  children: [],
  text: "",
});

describe("elements read by where they stand", () => {
  it("are given in document order, as trees and as canonical bytes", () => {
    const found = readElements(Buffer.from(RESPONSE), (path) => /Subject|Status/.test(path));
    expect(found.map(({ path }) => path)).toEqual(["/Response[1]/Assertion[1]/Subject[1]", "/Response[1]/Status[1]"]);
    expect(found[0]?.element.text).toBe("Ella");
    expect(text(found[0]?.canonical(method(EXCLUSIVE)))).toBe(
      `<a:Subject xmlns:a="urn:a" Format="x&#xA;y">Ella</a:Subject>`,
    );
    expect(text(found[1]?.canonical())).toBe(`<p:Status xmlns:a="urn:a" xmlns:p="urn:p" xmlns:xs="urn:xs"></p:Status>`);
    expect(found[1]?.canonical(method(INCLUSIVE))).toEqual(found[1]?.canonical());
  });

  it("hold what stands inside them, which is not asked about", () => {
    const found = readElements(Buffer.from(RESPONSE), (path) => path.includes("Assertion"));
    expect(found).toHaveLength(1);
    expect(found[0]?.element.children).toHaveLength(2);
  });

  it("have no canonical form of an unknown name, nor an inclusive one under xml:lang", () => {
    const [inner] = readElements(Buffer.from(`<a xml:lang="da"><b/></a>`), (path) => path.endsWith("/b[1]"));
    expect(() => inner?.canonical(method("urn:other"))).toThrow(XmlError);
    expect(() => inner?.canonical()).toThrow(/xml: attribute/);
  });

  it("are not read from a document that is not accepted", () => {
    expect(() => readElements(Buffer.from(`<a><b Id="x"/><c Id="x"/></a>`), () => false)).toThrow(/same Id/);
  });
});

it("hashes the canonical form that it writes", () => {
  const form = canonicalizeExclusively(Buffer.from(RESPONSE));
  expect(hashExclusively(Buffer.from(RESPONSE))).toEqual(createHash("sha256").update(form).digest());
});

describe("what a signature covers", () => {
  it("is given as it was hashed", () => {
    const signed = Buffer.from(signWithXmlCrypto(RESPONSE));
    const [signature] = readXmlSignatures(signed);
    expect(signature?.isMadeWith(publicKey)).toBe(true);
    expect(text(signature?.covered[0]?.octets())).toBe(text(canonicalizeExclusively(Buffer.from(RESPONSE))));
  });

  it("may be something outside of the document, when the caller has it", () => {
    const signed = signWithXmlCrypto(RESPONSE).replace(/<ds:Transforms>.*<\/ds:Transforms>/, "");
    const detached = Buffer.from(signed.replace(/URI="[^"]*"/, 'URI="contract.pdf"'));
    expect(readXmlSignatures(detached)[0]?.refusal?.code).toBe("unresolved-reference");
    expect(readXmlSignatures(detached, { detached: () => undefined })[0]?.refusal?.code).toBe("unresolved-reference");
    const [signature] = readXmlSignatures(detached, { detached: () => Buffer.from("%PDF") });
    expect(signature).toMatchObject({ refusal: undefined });
    expect(signature?.covered).toMatchObject([{ uri: "contract.pdf", bytes: 4, digestMatches: false }]);
    expect(signature?.openWith(publicKey)).toBeUndefined();
  });

  it("is never something outside that was transformed", () => {
    const signed = signWithXmlCrypto(RESPONSE).replace(/URI="[^"]*"/, 'URI="contract.xml"');
    const [signature] = readXmlSignatures(Buffer.from(signed), { detached: () => Buffer.from("<a/>") });
    expect(signature?.refusal?.code).toBe("transform");
  });
});
