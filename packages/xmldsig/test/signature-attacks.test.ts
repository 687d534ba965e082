/** Nobody's key is at hand here: every document is made from one that was honestly signed. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from "node:crypto";
import { readXmlSignatures } from "@eid-gateway/xmldsig";
import { describe, expect, it } from "vitest";
import {
  ENVELOPED,
  EXCLUSIVE,
  INCLUSIVE,
  publicKey,
  RESPONSE,
  RSA_SHA256,
  SHA256,
  signWithXmlCrypto,
} from "./any-signature.js";
import { refusal } from "./refusal.js";
import { signedByItsDigest } from "./signed-by-its-digest.js";
import { edit } from "./signed-document.js";

const ASSERTION = "//*[local-name()='Assertion']";
const signed = signWithXmlCrypto(RESPONSE, { target: ASSERTION });
const whole = signWithXmlCrypto(RESPONSE);
const [assertion] = /<a:Assertion.*<\/a:Assertion>/s.exec(signed)!;
const [signature] = /<ds:Signature.*<\/ds:Signature>/s.exec(signed)!;
const bare = edit(assertion, signature, "");
const evil = (id: string) => edit(bare.replace(`ID="_a1"`, id), "Ella", "Mallory");

/** How a document is refused: as a whole, by each signature, or "accepted" and what of it. */
function outcome(document: string): string {
  let covered = "";
  const code = refusal(() => {
    for (const one of readXmlSignatures(Buffer.from(document))) {
      if (one.refusal) throw one.refusal;
      const parts = one.openWith(publicKey);
      covered = parts === undefined ? "does not hold" : JSON.stringify(parts);
    }
  });
  return code === "accepted" ? covered : code;
}

describe("a changed document does not hold", () => {
  it.each([
    ["in its text", edit(signed, "Ella", "Mallory")],
    ["in an attribute", edit(signed, "xs:string", "xs:int")],
    ["by an element", edit(signed, "</a:Assertion>", "<a:More/></a:Assertion>")],
    ["by text around its Signature", edit(signed, signature, ` ${signature}`)],
    ["in its signature value", edit(signed, /(?<=SignatureValue>)./, signed.includes("SignatureValue>A") ? "B" : "A")],
    ["in its digest", edit(signed, /(?<=DigestValue>)./, signed.includes("DigestValue>A") ? "B" : "A")],
    [
      "in the canonical form of its SignedInfo",
      edit(
        signed,
        `CanonicalizationMethod Algorithm="${EXCLUSIVE}"`,
        `CanonicalizationMethod Algorithm="${INCLUSIVE}"`,
      ),
    ],
    ["by a transform less", edit(signed, `<ds:Transform Algorithm="${ENVELOPED}"/>`, "")],
    ["in the hash of its signature", edit(signed, "rsa-sha256", "rsa-sha512")],
    ["by a white space in SignedInfo", edit(signed, "<ds:SignedInfo>", "<ds:SignedInfo> ")],
  ])("%s", (_name, document) => {
    expect(outcome(document)).toBe("does not hold");
  });
});

describe("wrapping: what the signature covers is told, and the forgery never is", () => {
  it.each([
    ["the evil assertion before the good one", edit(signed, assertion, evil(`ID="_evil"`) + assertion)],
    ["the evil one after", edit(signed, assertion, assertion + evil(`ID="_evil"`))],
    [
      "the good one inside the evil one",
      edit(signed, assertion, edit(evil(`ID="_evil"`), "</a:Assertion>", `${assertion}</a:Assertion>`)),
    ],
    ["the good one moved into a wrapper", edit(signed, assertion, `<wrap>${assertion}</wrap>${evil(`ID="_evil"`)}`)],
    ["the evil one without an Id", edit(signed, assertion, evil("") + assertion)],
  ])("%s", (_name, document) => {
    const [one] = readXmlSignatures(Buffer.from(document));
    const [opened] = one?.openWith(publicKey) ?? [];
    expect(JSON.stringify(opened)).toContain("Ella");
    expect(JSON.stringify(opened)).not.toContain("Mallory");
    expect(one?.covered[0]?.isWholeDocument).toBe(false);
  });

  it.each([
    ["two elements of the Id", edit(signed, assertion, evil(`ID="_a1"`) + assertion), "duplicate-id"],
    ["the Id in another spelling", edit(signed, assertion, evil(`Id="_a1"`) + assertion), "duplicate-id"],
    ["the Id as xml:id", edit(signed, assertion, evil(`xml:id="_a1"`) + assertion), "duplicate-id"],
    [
      "the Id with blanks, which who knows its type takes off",
      edit(signed, assertion, evil(`ID=" _a1 "`) + assertion),
      "duplicate-id",
    ],
    ["the Id as xml:id with line ends", edit(signed, assertion, evil(`xml:id="\n_a1"`) + assertion), "duplicate-id"],
    ["the Id under SAML 1.1's name", edit(signed, assertion, evil(`AssertionID="_a1"`) + assertion), "duplicate-id"],
    [
      "the good one in the Signature's Object",
      edit(
        signed,
        assertion,
        edit(
          evil(`ID="_evil"`),
          "</a:Assertion>",
          `${edit(signature, "</ds:Signature>", `<ds:Object>${bare}</ds:Object></ds:Signature>`)}</a:Assertion>`,
        ),
      ),
      "transform",
    ],
    ["the Signature moved out of what it signs", edit(signed, assertion, signature + bare), "transform"],
    [
      "the Signature moved into the evil one",
      edit(signed, assertion, edit(evil(`ID="_evil"`), "</a:Assertion>", `${signature}</a:Assertion>`) + bare),
      "transform",
    ],
    [
      "a second Signature taken from elsewhere",
      edit(signed, "<p:Status/>", `<p:Status>${signature}</p:Status>`),
      "transform",
    ],
    [
      "a Signature in KeyInfo",
      edit(signed, "</ds:Signature>", `<ds:KeyInfo>${signature}</ds:KeyInfo></ds:Signature>`),
      "second-signature",
    ],
    ["a second SignedInfo", edit(signed, "</ds:SignedInfo>", `</ds:SignedInfo><ds:SignedInfo/>`), "unexpected-element"],
    [
      "a second SignatureValue",
      edit(signed, "</ds:SignatureValue>", `</ds:SignatureValue><ds:SignatureValue>AA==</ds:SignatureValue>`),
      "unexpected-element",
    ],
    [
      "an Object before SignedInfo",
      edit(signed, "<ds:SignedInfo>", "<ds:Object/><ds:SignedInfo>"),
      "unexpected-element",
    ],
    [
      "a Signature in SignedInfo",
      edit(signed, "</ds:SignedInfo>", `${signature}</ds:SignedInfo>`),
      "unexpected-element",
    ],
    ["seventeen signatures", edit(signed, "<p:Status/>", signature.repeat(16)), "second-signature"],
    [
      "an evil root around, its Id the reference's",
      `<evil ID="_a1">${signed.replace(/<\?xml.*\?>\n/, "")}</evil>`,
      "duplicate-id",
    ],
  ])("%s", (_name, document, expected) => {
    expect(outcome(document)).toBe(expected);
  });

  it("an evil root around a whole signed document is not what an Id covers, and no longer the whole", () => {
    const document = `<evil>${edit(whole, /<\?xml.*\?>\n/, "")}</evil>`;
    const [one] = readXmlSignatures(Buffer.from(document));
    expect(one?.covered).toMatchObject([{ path: "/evil[1]/Response[1]", isWholeDocument: false }]);
    const empty = signWithXmlCrypto(RESPONSE, { wholeDocument: true });
    expect(outcome(`<evil>${edit(empty, /<\?xml.*\?>\n/, "")}</evil>`)).toBe("does not hold");
  });
});

describe("refused for what it is", () => {
  it.each([
    ["a DOCTYPE", edit(signed, "<p:Response", "<!DOCTYPE x><p:Response"), "doctype"],
    ["an entity", edit(signed, "Ella", "&evil;"), "unknown-entity"],
    ["a comment in the text", edit(signed, "Ella", "El<!-- -->la"), "comment"],
    ["CDATA", edit(signed, "Ella", "<![CDATA[Ella]]>"), "cdata"],
    ["a processing instruction", edit(signed, "Ella", "Ella<?x?>"), "processing-instruction"],
    ["two roots", `${signed}<evil/>`, "malformed"],
    ["no signature", RESPONSE, "no-signature"],
    ["a Signature of another namespace", `<Signature xmlns="urn:other"/>`, "no-signature"],
    ["no XML", "%PDF-1.7", "malformed"],
    ["nothing", "", "malformed"],
    ["an XPath transform", edit(signed, ENVELOPED, "http://www.w3.org/TR/1999/REC-xpath-19991116"), "transform"],
    ["an XPath filter", edit(signed, ENVELOPED, "http://www.w3.org/2002/06/xmldsig-filter2"), "transform"],
    ["XSLT", edit(signed, ENVELOPED, "http://www.w3.org/TR/1999/REC-xslt-19991116"), "transform"],
    ["base64", edit(signed, ENVELOPED, "http://www.w3.org/2000/09/xmldsig#base64"), "transform"],
    [
      "C14N with comments",
      edit(signed, `Transform Algorithm="${EXCLUSIVE}"`, `Transform Algorithm="${EXCLUSIVE}WithComments"`),
      "transform",
    ],
    [
      "the Signature taken out last",
      edit(
        edit(edit(signed, ENVELOPED, "x"), `Transform Algorithm="${EXCLUSIVE}"`, `Transform Algorithm="${ENVELOPED}"`),
        `"x"`,
        `"${EXCLUSIVE}"`,
      ),
      "transform",
    ],
    [
      "the Signature taken out twice",
      edit(signed, `<ds:Transform Algorithm="${ENVELOPED}"/>`, `<ds:Transform Algorithm="${ENVELOPED}"/>`.repeat(2)),
      "transform",
    ],
    [
      "two canonical forms",
      edit(signed, `<ds:Transform Algorithm="${EXCLUSIVE}"/>`, `<ds:Transform Algorithm="${EXCLUSIVE}"/>`.repeat(2)),
      "transform",
    ],
    [
      "a parameter to a transform",
      edit(
        signed,
        `<ds:Transform Algorithm="${ENVELOPED}"/>`,
        `<ds:Transform Algorithm="${ENVELOPED}"><x/></ds:Transform>`,
      ),
      "unexpected-element",
    ],
    ["SHA-1 signatures", edit(signed, RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#rsa-sha1"), "unknown-algorithm"],
    ["SHA-1 digests", edit(signed, SHA256, "http://www.w3.org/2000/09/xmldsig#sha1"), "unknown-algorithm"],
    ["HMAC", edit(signed, RSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"), "unknown-algorithm"],
    [
      "an HMAC length",
      edit(
        signed,
        `<ds:SignatureMethod Algorithm="${RSA_SHA256}"/>`,
        `<ds:SignatureMethod Algorithm="${RSA_SHA256}"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>`,
      ),
      "unexpected-element",
    ],
    ["DSA", edit(signed, RSA_SHA256, "http://www.w3.org/2000/09/xmldsig#dsa-sha1"), "unknown-algorithm"],
    ["an algorithm by an object's member", edit(signed, RSA_SHA256, "constructor"), "unknown-algorithm"],
    ["no references", edit(signed, /<ds:Reference.*<\/ds:Reference>/s, ""), "missing-element"],
    ["a reference without URI", edit(signed, ` URI="#_a1"`, ""), "unresolved-reference"],
    ["no signature value", edit(signed, /<ds:SignatureValue>.*<\/ds:SignatureValue>/s, ""), "missing-element"],
    [
      "a signature value that is no base64",
      edit(signed, "</ds:SignatureValue>", "!</ds:SignatureValue>"),
      "bad-base64",
    ],
    ["text between the parts", edit(signed, "<ds:SignatureValue>", "x<ds:SignatureValue>"), "unexpected-text"],
    [
      "an attribute on Signature",
      edit(signed, "<ds:Signature ", `<ds:Signature xml:lang="da" `),
      "unexpected-attribute",
    ],
    [
      "xml:lang around an inclusive form",
      edit(
        signWithXmlCrypto(RESPONSE, { target: ASSERTION, transforms: [ENVELOPED, INCLUSIVE] }),
        "<p:Response",
        `<p:Response xml:lang="da"`,
      ),
      "unexpected-attribute",
    ],
    [
      "seventeen references",
      edit(signed, /<ds:Reference.*<\/ds:Reference>/s, /<ds:Reference.*<\/ds:Reference>/s.exec(signed)![0].repeat(17)),
      "too-many-references",
    ],
  ])("%s", (_name, document, expected) => {
    expect(outcome(document)).toBe(expected);
  });

  it.each([
    "#",
    "#xpointer(/)",
    "#xpointer(id('_a1'))",
    "http://example.org/#_a1",
    "file:///etc/passwd",
    "other.xml",
    "#_a1 ",
    "#_nobody",
  ])("a reference to %j", (uri) => {
    expect(outcome(edit(signed, `URI="#_a1"`, `URI="${uri}"`))).toBe("unresolved-reference");
  });

  it("a key that is short, or of another kind", () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const [one] = readXmlSignatures(Buffer.from(signWithXmlCrypto(RESPONSE, { key: short.privateKey })));
    expect([one?.covered[0]?.digestMatches, one?.isMadeWith(short.publicKey)]).toEqual([true, false]);
    expect(one?.isMadeWith(generateKeyPairSync("ed25519").publicKey)).toBe(false);
  });
});

describe("what a Signature that leaves itself out holds besides", () => {
  const signed = signWithXmlCrypto(RESPONSE);
  const evil = `<a:Assertion xmlns:a="urn:a">evil</a:Assertion>`;
  const coversAll = (document: string) => {
    const [signature] = readXmlSignatures(Buffer.from(document));
    expect(signature?.isMadeWith(publicKey)).toBe(true);
    return signature?.covered[0]?.isWholeDocument;
  };

  it.each([
    ["an Object", `<ds:Object>${evil}</ds:Object>`],
    ["an empty Object", "<ds:Object/>"],
    ["another vocabulary's element in KeyInfo", `<ds:KeyInfo>${evil}</ds:KeyInfo>`],
    ["such an element further inside", `<ds:KeyInfo><ds:X509Data>${evil}</ds:X509Data></ds:KeyInfo>`],
  ])("is %s that nobody signed: the whole document is not covered", (_name, held) => {
    expect(coversAll(signed)).toBe(true);
    expect(coversAll(edit(signed, "</ds:SignatureValue>", `</ds:SignatureValue>${held}`))).toBe(false);
  });

  it("may be a key's name", () => {
    const named = "</ds:SignatureValue><ds:KeyInfo><ds:KeyName>x</ds:KeyName></ds:KeyInfo>";
    expect(coversAll(edit(signed, "</ds:SignatureValue>", named))).toBe(true);
  });
});

describe("what would cost more than it is worth", () => {
  it("is a key whose public exponent is as long as its modulus: it is not tried, though it fits", () => {
    const { n, e, d, p, q, dp, dq, qi } = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
      format: "jwk",
    });
    expect([dp, dq]).not.toContain(e);
    const exchanged = { kty: "RSA", n, e: d, d: e, p, q, dp: e, dq: e, qi } as JsonWebKey; // 65537 is below p - 1 and q - 1
    const key = createPrivateKey({ key: exchanged, format: "jwk" });
    const long = createPublicKey(key);
    expect(verify("sha256", Buffer.from("x"), long, sign("sha256", Buffer.from("x"), key))).toBe(true);
    const [judged] = readXmlSignatures(Buffer.from(signWithXmlCrypto(RESPONSE, { key })));
    expect(judged?.covered[0]?.digestMatches).toBe(true);
    expect(judged?.isMadeWith(long)).toBe(false);
  });

  it("is one element under more than three references", () => {
    const refusals = [3, 4].map(
      (references) => readXmlSignatures(signedByItsDigest("<a></a>", { references }))[0]?.refusal?.code,
    );
    expect(refusals).toEqual([undefined, "too-many-references"]);
  });

  it.each([
    ["too-many-ids", (n: number) => `<b Id="i${n}"/>`, 100_000],
    ["too-many-names", (n: number) => `<b${n}/>`, 1_000],
  ] as const)("%s", (code, make, most) => {
    const read = (count: number) => {
      const content = Array.from({ length: count }, (_, n) => make(n)).join("");
      return refusal(() => readXmlSignatures(signedByItsDigest(`<a>${content}</a>`)));
    };
    expect(read(most + 1)).toBe(code);
    expect(read(most - 1)).not.toBe(code);
  });
});
