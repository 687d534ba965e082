/**
 * Signature wrapping: a genuine signature kept valid somewhere in the document while a reader is made to look elsewhere
 * (McIntosh and Austel 2005; Somorovsky et al. 2012). Every shape here holds the genuine, signed bytes unchanged.
 */
import { readSignedXml } from "@eid-gateway/xmldsig";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.js";
import { edit, OBJECT_CONTENT, publicKey, SHAPE, signedDocument, signedInfo, signedObject } from "./signed-document.js";

const genuine = signedDocument();
const object = signedObject();
const evil = signedObject("<app:Name>challenge</app:Name><app:Value>evil</app:Value>");
const evilWithoutId = edit(evil, ` Id="ToBeSigned"`, "");
const signature = genuine.slice(genuine.indexOf("<ds:Signature "), genuine.indexOf("</app:signature>"));
const code = (document: string) => refusal(() => readSignedXml(Buffer.from(document), SHAPE));

describe("an object that was not signed is never read", () => {
  it.each([
    ["beside the signed one, before it", edit(genuine, object, evilWithoutId + object), "unsigned-object"],
    ["beside the signed one, behind it", edit(genuine, object, object + evilWithoutId), "too-many-objects"],
    ["with the same Id, before it", edit(genuine, object, evil + object), "duplicate-id"],
    ["with the same Id, behind it", edit(genuine, object, object + evil), "duplicate-id"],
    [
      "in its place, the signed one moved into another",
      edit(genuine, object, edit(evilWithoutId, "</ds:Object>", `${object}</ds:Object>`)),
      "unsigned-object",
    ],
    [
      "in its place under another Id, the signed one inside",
      edit(genuine, object, edit(edit(evil, "ToBeSigned", "Other"), "</ds:Object>", `${object}</ds:Object>`)),
      "unsigned-object",
    ],
    [
      "in its place under the same Id, the signed one inside",
      edit(genuine, object, edit(evil, "</ds:Object>", `${object}</ds:Object>`)),
      "duplicate-id",
    ],
    [
      "in its place, the signed one before the Signature",
      edit(edit(genuine, object, evilWithoutId), "<ds:Signature ", `${object}<ds:Signature `),
      "unexpected-element",
    ],
    [
      "in its place, the signed one behind the Signature",
      edit(edit(genuine, object, evilWithoutId), "</app:signature>", `${object}</app:signature>`),
      "unsigned-object",
    ],
    [
      "in its place, the signed one in KeyInfo",
      edit(edit(genuine, object, evilWithoutId), "</ds:KeyInfo>", `${object}</ds:KeyInfo>`),
      "unexpected-element",
    ],
    ["with an Id spelled ID", edit(genuine, object, edit(evil, ` Id=`, ` ID=`) + object), "unsigned-object"],
    ["with an xml:id", edit(genuine, object, edit(evil, ` Id=`, ` xml:id=`) + object), "unsigned-object"],
    [
      "with an Id spelled ID inside the signed one's sibling",
      edit(genuine, "<ds:KeyInfo>", `<ds:KeyInfo ID="ToBeSigned">`),
      "unexpected-attribute",
    ],
  ])("%s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });
});

describe("there is one Signature, in one place", () => {
  it.each([
    [
      "a second behind the first",
      edit(genuine, "</app:signature>", `${signature}</app:signature>`),
      "second-signature",
    ],
    ["a second inside the object", edit(genuine, OBJECT_CONTENT, OBJECT_CONTENT + signature), "second-signature"],
    [
      "the only one wrapped in another element",
      edit(genuine, signature, `<app:wrap>${signature}</app:wrap>`),
      "unexpected-element",
    ],
    [
      "an evil root around the whole",
      `<app:evil xmlns:app="urn:example:app">${genuine.slice(genuine.indexOf("<app:"))}</app:evil>`,
      "unexpected-root",
    ],
    [
      "the root in another namespace",
      edit(genuine, `<app:signature xmlns:app="urn:example:app"`, `<app:signature xmlns:app="urn:example:old"`),
      "unexpected-root",
    ],
    [
      "a second SignedInfo before the first",
      edit(genuine, "<ds:SignedInfo", `${signedInfo({ reference: "#Other" })}<ds:SignedInfo`),
      "unexpected-element",
    ],
    [
      "a second SignedInfo behind the first",
      edit(genuine, "</ds:SignedInfo>", `</ds:SignedInfo>${signedInfo()}`),
      "unexpected-element",
    ],
    [
      "a second SignatureValue",
      edit(genuine, "<ds:KeyInfo>", "<ds:SignatureValue>AAAA</ds:SignatureValue><ds:KeyInfo>"),
      "unexpected-element",
    ],
    ["KeyInfo twice", edit(genuine, "</ds:KeyInfo>", "</ds:KeyInfo><ds:KeyInfo></ds:KeyInfo>"), "unexpected-element"],
    [
      "a bare key in KeyInfo",
      edit(genuine, "<ds:KeyInfo>", "<ds:KeyInfo><ds:KeyValue></ds:KeyValue>"),
      "unexpected-element",
    ],
    ["no KeyInfo", edit(genuine, /<ds:KeyInfo>.*<\/ds:KeyInfo>/, ""), "unexpected-element"],
    ["no certificate in KeyInfo", edit(genuine, /<ds:X509Data>.*<\/ds:X509Data>/, ""), "missing-element"],
    ["no object", edit(genuine, object, ""), "unresolved-reference"],
    ["text between the parts", edit(genuine, "<ds:KeyInfo>", "x<ds:KeyInfo>"), "unexpected-text"],
    [
      "an xml:base around the object",
      edit(genuine, ` Id="signature"`, ` Id="signature" xml:base="urn:x"`),
      "unexpected-attribute",
    ],
    [
      "an unknown attribute of the root",
      edit(genuine, ` version="0.1"`, ` version="0.1" schema="x"`),
      "unexpected-attribute",
    ],
    ["two objects with one Id", edit(genuine, OBJECT_CONTENT, `<app:a Id="x"/><app:b Id="x"/>`), "duplicate-id"],
  ])("refuses %s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });
});

describe("what readers disagree about is refused", () => {
  it.each([
    ["a comment in a signed value", edit(genuine, "42 &amp;", "42<!-- --> &amp;"), "comment"],
    ["a comment in the digest", edit(genuine, "<ds:DigestValue>", "<ds:DigestValue><!-- -->"), "comment"],
    ["CDATA in a signed value", edit(genuine, "42 &amp; 43", "<![CDATA[42 & 43]]>"), "cdata"],
    [
      "a processing instruction in the object",
      edit(genuine, "<app:Name>", "<?x?><app:Name>"),
      "processing-instruction",
    ],
    [
      "an element in the signature value",
      edit(genuine, "<ds:SignatureValue>", "<ds:SignatureValue><app:x/>"),
      "unexpected-element",
    ],
    [
      "a DOCTYPE that declares the Id",
      genuine.replace("?>", `?><!DOCTYPE x [<!ATTLIST ds:Object Id ID #IMPLIED>]>`),
      "doctype",
    ],
    [
      "11 certificates",
      edit(
        genuine,
        "<ds:X509Data>",
        "<ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate>".concat(
          "<ds:X509Certificate>AAAA</ds:X509Certificate>".repeat(9),
        ),
      ),
      "too-many-certificates",
    ],
    [
      "100 000 elements nested in the object",
      edit(genuine, OBJECT_CONTENT, "<a>".repeat(100_000) + "</a>".repeat(100_000)),
      "too-deep",
    ],
  ])("%s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });
});

it("no document with changed bytes both verifies and reads otherwise than the genuine one", () => {
  const original = readSignedXml(Buffer.from(genuine), SHAPE);
  const bytes = fc.constantFrom(...Buffer.from(`<>"'&/= \n#aAds:Object`));
  const change = fc.record({
    at: fc.nat(genuine.length - 1),
    drop: fc.nat(40),
    insert: fc.array(bytes, { maxLength: 12 }),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      let mutated = Buffer.from(genuine);
      for (const { at, drop, insert } of changes) {
        mutated = Buffer.concat([mutated.subarray(0, at), Buffer.from(insert), mutated.subarray(at + drop)]);
      }
      const outcome = refusal(() => {
        const signed = readSignedXml(mutated, SHAPE);
        if (signed.verifyWith(publicKey)) expect(signed.objects).toEqual(original.objects);
      });
      expect(outcome).toBeTypeOf("string");
    }),
    { numRuns: 4000, seed: 20083 },
  );
});
