import { createHash, generateKeyPairSync } from "node:crypto";
import { readSignedXml } from "@eid-gateway/xmldsig";
import { describe, expect, it } from "vitest";
import { SignedXml } from "xml-crypto";
import { refusal } from "./refusal.js";
import {
  CERTIFICATE,
  type DocumentParts,
  edit,
  publicKey,
  SHA1_SHAPE,
  SHAPE,
  signedDocument,
  signedInfo,
  signedObject,
} from "./signed-document.js";

const read = (document: string) => readSignedXml(Buffer.from(document), SHAPE);
const code = (document: string) => refusal(() => read(document));
const isGenuine = (document: string) => read(document).verifyWith(publicKey);

describe("a genuine document", () => {
  const document = signedDocument();
  const signed = read(document);

  it("verifies, and xml-crypto agrees", () => {
    expect(signed.verifyWith(publicKey)).toBe(true);
    const judge = new SignedXml({ publicCert: publicKey.export({ type: "spki", format: "pem" }) });
    judge.loadSignature(document.slice(document.indexOf("<ds:Signature "), document.indexOf("</app:signature>")));
    expect(judge.checkSignature(document)).toBe(true);
  });

  it("gives what was signed, and what it was hashed from", () => {
    expect(Buffer.from(signed.signedInfo).toString()).toBe(signedInfo());
    expect(signed.objects[0]?.sha256).toEqual(createHash("sha256").update(signedObject()).digest());
    expect(signed.objects[0]?.element.children.map(({ text }) => text)).toEqual(["challenge", "42 & 43"]);
  });

  it("gives the certificates, which prove nothing by themselves", () => {
    expect(signed.certificates).toEqual([CERTIFICATE]);
  });

  it("verifies however its signed parts are written, as long as their canonical form is the same", () => {
    const rewritten = edit(document, `Id="ToBeSigned">`, `\n Id = 'ToBeSigned' >`);
    expect(isGenuine(edit(rewritten, "42 &amp; 43", "&#52;2 &#x26; 43"))).toBe(true);
  });

  it("does not verify with another key, of whatever kind", () => {
    expect(signed.verifyWith(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey)).toBe(false);
    expect(signed.verifyWith(generateKeyPairSync("ed25519").publicKey)).toBe(false);
  });
});

describe("a tampered document does not verify", () => {
  const document = signedDocument();
  it.each([
    ["a changed value", edit(document, "42 &amp; 43", "42 &amp; 44")],
    ["one more blank in the object", edit(document, "<app:Name>", " <app:Name>")],
    ["one more attribute on the object", edit(document, `Id="ToBeSigned">`, `Id="ToBeSigned" MimeType="x">`)],
    ["another namespace declared outside", edit(document, `version="0.1"`, `version="0.1" xmlns:evil="urn:evil"`)],
    ["white space added to SignedInfo", edit(document, "</ds:Reference>", "</ds:Reference> ")],
    ["another signature value", edit(document, /(?<=<ds:SignatureValue>)..../, "AAAA")],
    ["the digest of other content", signedDocument({ digest: Buffer.alloc(32).toString("base64") })],
  ])("%s", (_name, tampered) => {
    expect(isGenuine(tampered)).toBe(false);
  });

  it("and says that it is the digest, when it is", () => {
    const tampered = read(edit(document, "42 &amp; 43", "7"));
    expect(tampered.objects[0]?.digestMatches).toBe(false);
    expect(read(document).objects[0]?.digestMatches).toBe(true);
  });
});

describe("only the known algorithms are taken", () => {
  it.each([
    ["exclusive canonicalization", { canonicalization: "http://www.w3.org/2001/10/xml-exc-c14n#" }],
    [
      "canonicalization with comments",
      { canonicalization: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments" },
    ],
    ["an HMAC keyed with the public key", { signatureMethod: "http://www.w3.org/2000/09/xmldsig#hmac-sha1" }],
    ["an unknown digest", { digestMethod: "urn:none" }],
  ])("not %s", (_name, parts) => {
    expect(code(signedDocument(parts))).toBe("unknown-algorithm");
  });

  const sha1 = {
    signatureMethod: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    digestMethod: "http://www.w3.org/2000/09/xmldsig#sha1",
  };
  const archived = (parts: DocumentParts) => readSignedXml(Buffer.from(signedDocument(parts)), SHA1_SHAPE);
  const weak = { ...sha1, signWith: "sha1", digest: createHash("sha1").update(signedObject()).digest("base64") };

  it("SHA-1 is refused by a name of its own", () => {
    expect(code(signedDocument(weak))).toBe("weak-algorithm");
  });

  it("SHA-1 is read by a caller who allows it", () => {
    const signed = archived(weak);
    expect(signed.algorithm).toBe("sha1");
    expect(signed.verifyWith(publicKey)).toBe(true);
    expect(Buffer.from(signed.objects[0]!.sha256)).toEqual(createHash("sha256").update(signedObject()).digest());
  });

  it("SHA-1 digests are checked like others", () => {
    const changed = Buffer.from(edit(signedDocument(weak), "42 &amp; 43", "7"));
    const signed = readSignedXml(changed, SHA1_SHAPE);
    expect(signed.objects[0]?.digestMatches).toBe(false);
    expect(signed.verifyWith(publicKey)).toBe(false);
  });

  it("a SHA-1 signature is not taken for one that SignedInfo calls SHA-256", () => {
    expect(read(signedDocument({ signWith: "sha1" })).verifyWith(publicKey)).toBe(false);
    expect(archived({ ...weak, signWith: "sha256" }).verifyWith(publicKey)).toBe(false);
  });

  it.each([
    ["a SHA-1 signature over SHA-256 digests", { signatureMethod: sha1.signatureMethod }],
    ["a SHA-256 signature over SHA-1 digests", { digestMethod: sha1.digestMethod }],
  ])("nobody may have %s", (_name, parts) => {
    expect(refusal(() => archived(parts))).toBe("mixed-algorithms");
  });

  it("SHA-256 is read as ever by who allows SHA-1", () => {
    expect(archived({}).algorithm).toBe("sha256");
    expect(archived({}).verifyWith(publicKey)).toBe(true);
  });

  it("and no transforms", () => {
    const transforms = `<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></ds:Transform></ds:Transforms>`;
    expect(code(signedDocument({ transforms }))).toBe("transform");
  });
});

describe("references point at the one object", () => {
  it.each([
    ["the whole document", ""],
    ["another document", "https://evil.example/#ToBeSigned"],
    ["an XPointer", "#xpointer(id('ToBeSigned'))"],
    ["an Id that nothing has", "#Other"],
    ["an Id in other capitals", "#tobesigned"],
    ["a bare fragment", "#"],
  ])("not at %s", (_name, reference) => {
    expect(["unresolved-reference", "unsigned-object"]).toContain(code(signedDocument({ reference })));
  });

  it("not at SignedInfo itself, whose Id is refused", () => {
    expect(code(edit(signedDocument(), "<ds:SignedInfo ", `<ds:SignedInfo Id="x" `))).toBe("unexpected-attribute");
  });

  it("as an Object, if it says as what", () => {
    const typed = (type: string) => signedDocument({ reference: `#ToBeSigned" Type="${type}` });
    expect(read(typed("http://www.w3.org/2000/09/xmldsig#Object")).objects[0]?.namedObject).toBe(true);
    expect(read(signedDocument()).objects[0]?.namedObject).toBe(false);
    expect(code(typed("http://www.w3.org/2000/09/xmldsig#Manifest"))).toBe("unexpected-attribute");
  });

  it("once each", () => {
    const again = /<ds:Reference .*<\/ds:Reference>/.exec(signedInfo())![0];
    expect(code(signedDocument({ moreSignedInfo: again }))).toBe("unresolved-reference");
  });

  it("and there is at least one", () => {
    expect(code(edit(signedDocument(), /<ds:Reference .*<\/ds:Reference>/, ""))).toBe("missing-element");
  });
});

describe("a caller that expects several objects", () => {
  const second = signedObject("<app:More></app:More>", "attachment-1");
  const reference = edit(/<ds:Reference .*<\/ds:Reference>/.exec(signedInfo())![0], "#ToBeSigned", "#attachment-1");
  const moreSignedInfo = edit(
    reference,
    /(?<=<ds:DigestValue>)[^<]+/,
    createHash("sha256").update(second).digest("base64"),
  );
  const document = edit(signedDocument({ moreSignedInfo }), "\n</ds:Signature>", `${second}</ds:Signature>`);

  it("gets them all, in order", () => {
    const signed = readSignedXml(Buffer.from(document), { ...SHAPE, maxObjects: 2 });
    expect(signed.objects.map(({ id }) => id)).toEqual(["ToBeSigned", "attachment-1"]);
    expect(signed.verifyWith(publicKey)).toBe(true);
  });

  it("finds the whole broken when one is", () => {
    const tampered = edit(document, "<app:More>", "<app:More>x");
    expect(readSignedXml(Buffer.from(tampered), { ...SHAPE, maxObjects: 2 }).verifyWith(publicKey)).toBe(false);
  });

  it("is refused as anybody else unless it says so", () => {
    expect(code(document)).toBe("too-many-objects");
  });
});

describe("base64 has one spelling", () => {
  it.each([
    ["no text", ""],
    ["another alphabet", "-_-_"],
    ["no padding", "QUI"],
    ["padding too much", "QUJD===="],
    ["bits that nobody reads", "QUJ="],
    ["something behind the padding", "QQ==QQ=="],
  ])("not %s", (_name, base64) => {
    expect(code(edit(signedDocument(), CERTIFICATE.toString("base64"), base64))).toBe("bad-base64");
  });

  it("but may stand in lines", () => {
    const lines = CERTIFICATE.toString("base64").replace(/.{8}/g, "$&\r\n");
    expect(read(edit(signedDocument(), CERTIFICATE.toString("base64"), lines)).certificates).toEqual([CERTIFICATE]);
  });
});
