import { generateKeyPairSync } from "node:crypto";
import { readEnvelopedXml } from "@eid-gateway/xmldsig";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CERTIFICATE,
  CONTENT,
  envelopedDocument,
  publicKey,
  rootTag,
  SHAPE,
  signature,
  TRANSFORMS,
} from "./enveloped-document.js";
import { refusal } from "./refusal.js";
import { edit } from "./signed-document.js";

const read = (document: string) => readEnvelopedXml(Buffer.from(document), SHAPE);
const open = (document: string) => read(document).openWith(publicKey);
const code = (document: string) => refusal(() => read(document));
const genuine = envelopedDocument();
const sign = signature();

describe("a genuine document", () => {
  it("opens: everything but the Signature", () => {
    const root = open(genuine);
    expect(root?.attributes).toEqual([{ name: "AnswerID", namespace: "", value: "_a1" }]);
    expect(root?.children.map(({ name, text }) => [name, text])).toEqual([["part", "app:yes 42 & 43"]]);
  });

  it("opens however it is written, as long as the canonical form is the same", () => {
    const rewritten = edit(genuine, ` AnswerID="_a1"`, `\n AnswerID = '&#95;a1' xmlns:unused="urn:unused" `);
    expect(open(edit(rewritten, "42 &amp; 43", "&#52;2 &#x26; 43"))).toBeDefined();
  });

  it("opens with white space around the Signature, which is hashed", () => {
    const spaced = envelopedDocument({ content: `\n  \n${CONTENT}` });
    expect(open(edit(edit(spaced, "\n  \n", "  \n"), "<ds:Signature ", "\n<ds:Signature "))).toBeDefined();
    expect(open(edit(genuine, "<ds:Signature ", "\n<ds:Signature "))).toBeUndefined();
  });

  it("opens without a prefix list", () => {
    const transforms = edit(TRANSFORMS, /<ec:.*<\/ec:InclusiveNamespaces>/, "");
    expect(code(envelopedDocument({ transforms }))).toBe("accepted");
    expect(open(envelopedDocument({ transforms }))).toBeUndefined(); // its digest is of the form with q
  });

  it("gives the certificates, which prove nothing by themselves", () => {
    expect(read(genuine).certificates).toEqual([CERTIFICATE]);
  });

  it("stays closed to another key, of whatever kind", () => {
    expect(read(genuine).openWith(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey)).toBeUndefined();
    expect(read(genuine).openWith(generateKeyPairSync("ed25519").publicKey)).toBeUndefined();
  });
});

describe("stays closed when changed", () => {
  it.each([
    ["in its text", edit(genuine, "42 &amp;", "41 &amp;")],
    ["in a name", edit(edit(genuine, "<app:part ", "<app:port "), "</app:part>", "</app:port>")],
    ["by an attribute", edit(genuine, `PartID="p1"`, `PartID="p1" more=""`)],
    ["by an attribute of the root", edit(genuine, `AnswerID="_a1"`, `AnswerID="_a1" more=""`)],
    ["by an element", edit(genuine, CONTENT, `${CONTENT}<app:part/>`)],
    ["by leaving an element out", edit(genuine, CONTENT, "")],
    ["in the meaning of a listed prefix", edit(genuine, `"urn:example:q"`, `"urn:example:other"`)],
    ["in the default namespace", edit(genuine, `"urn:example:default"`, `"urn:example:other"`)],
    [
      "in its digest",
      edit(genuine, "<ds:DigestValue>", `<ds:DigestValue>${"A".repeat(43)}=</ds:DigestValue><!--`).replace(
        /<!--.*?<\/ds:DigestValue>/,
        "",
      ),
    ],
    ["in the prefix list", edit(genuine, "q #default", "q #default r")],
    ["in the order of the prefix list", edit(genuine, "q #default", "#default q")],
  ])("%s", (_name, document) => {
    expect(open(document)).toBeUndefined();
  });

  it("is read as signed, or not at all, whichever byte is changed", () => {
    const bytes = Buffer.from(genuine);
    const whole = JSON.stringify(open(genuine));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at]! ^= flip;
        let seen: unknown;
        const outcome = refusal(() => {
          seen = readEnvelopedXml(changed, SHAPE).openWith(publicKey);
        });
        if (outcome === "accepted" && seen !== undefined) expect(JSON.stringify(seen)).toBe(whole);
      }),
      { numRuns: 1500, seed: 20085 },
    );
  });
});

describe("there is one Signature, the root's first child, over the root", () => {
  const evil = `${rootTag("_evil")}${CONTENT}</app:answer>`;
  it.each([
    ["none", edit(genuine, sign, ""), "unexpected-element"],
    ["none in an empty root", `${rootTag()}</app:answer>`, "missing-element"],
    ["behind the content", edit(edit(genuine, sign, ""), CONTENT, CONTENT + sign), "unexpected-element"],
    ["behind text", edit(genuine, sign, `x${sign}`), "unexpected-text"],
    ["inside another element", edit(genuine, sign, `<app:wrap>${sign}</app:wrap>`), "unexpected-element"],
    ["inside the content", edit(edit(genuine, sign, ""), "42", `42${sign}`), "unexpected-element"],
    ["twice", edit(genuine, sign, sign + sign), "second-signature"],
    ["twice, one deep inside", edit(genuine, "42", `42${sign}`), "second-signature"],
    [
      "of another namespace",
      edit(genuine, `xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo`, `xmlns:ds="urn:x"><ds:SignedInfo`),
      "unexpected-element",
    ],
    [
      "with an Object",
      edit(genuine, "</ds:Signature>", `<ds:Object>${CONTENT}</ds:Object></ds:Signature>`),
      "unexpected-element",
    ],
    [
      "over a genuine root kept inside an evil one",
      `${edit(genuine, rootTag(), rootTag("_evil") + rootTag())}</app:answer>`,
      "unexpected-element",
    ],
    [
      "moved to an evil root around the genuine one",
      `${rootTag("_evil")}${sign}${edit(genuine, sign, "")}</app:answer>`,
      "unresolved-reference",
    ],
    [
      "moved to an evil root of the same Id",
      `${rootTag()}${sign}${edit(genuine, sign, "")}</app:answer>`,
      "duplicate-id",
    ],
    [
      "with the genuine root in its Object",
      edit(
        edit(genuine, "</ds:Signature>", `<ds:Object>${edit(genuine, sign, "")}</ds:Object></ds:Signature>`),
        `AnswerID="_a1"`,
        `AnswerID="_evil"`,
      ),
      "unexpected-element",
    ],
    ["beside a second root", genuine + evil, "malformed"],
  ])("%s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });
});

describe("Ids", () => {
  it.each([
    ["a part's Id is the root's", edit(genuine, `PartID="p1"`, `PartID="_a1"`)],
    ["a part has the root's as Id", edit(genuine, `PartID="p1"`, `Id="_a1"`)],
    ["a part has the root's as xml:id", edit(genuine, `PartID="p1"`, `xml:id="_a1"`)],
    ["the Signature has the root's", edit(genuine, "<ds:Signature ", `<ds:Signature Id="_a1" `)],
    ["two parts have one", edit(genuine, CONTENT, CONTENT + CONTENT)],
  ])("refuses a document in which %s", (_name, document) => {
    expect(code(document)).toBe("duplicate-id");
  });

  it("refuses a reference to a part", () => {
    expect(code(envelopedDocument({ reference: "#p1" }))).toBe("unresolved-reference");
  });

  it.each(["", "#", "#xpointer(/)", "#xpointer(id('_a1'))", "http://example.org/#_a1", "#_a1 "])(
    "refuses a reference to %j",
    (reference) => {
      expect(code(envelopedDocument({ reference }))).toBe("unresolved-reference");
    },
  );

  it("refuses a root whose Id stands under another name", () => {
    expect(code(edit(genuine, "AnswerID", "ID"))).toBe("unresolved-reference");
  });
});

describe("algorithms and transforms are the known ones", () => {
  const [enveloped, exclusive] = TRANSFORMS.split(/(?<=<\/ds:Transform>)/) as [string, string];
  const inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
  const extra = (algorithm: string) => `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`;
  it.each([
    ["inclusive canonicalisation of SignedInfo", { canonicalization: inclusive }, "unknown-algorithm"],
    [
      "canonicalisation with comments",
      { canonicalization: "http://www.w3.org/2001/10/xml-exc-c14n#WithComments" },
      "unknown-algorithm",
    ],
    ["RSA-SHA1", { signatureMethod: "http://www.w3.org/2000/09/xmldsig#rsa-sha1" }, "unknown-algorithm"],
    ["HMAC", { signatureMethod: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256" }, "unknown-algorithm"],
    ["a SHA-1 digest", { digestMethod: "http://www.w3.org/2000/09/xmldsig#sha1" }, "unknown-algorithm"],
    ["no transform", { transforms: "" }, "missing-element"],
    ["the first transform alone", { transforms: enveloped }, "missing-element"],
    ["the second alone", { transforms: exclusive }, "transform"],
    ["the two in the wrong order", { transforms: exclusive + enveloped }, "transform"],
    ["a third one", { transforms: TRANSFORMS + extra("http://www.w3.org/TR/1999/REC-xpath-19991116") }, "transform"],
    ["XSLT", { transforms: enveloped + extra("http://www.w3.org/TR/1999/REC-xslt-19991116") }, "transform"],
    ["inclusive canonicalisation of the root", { transforms: enveloped + extra(inclusive) }, "transform"],
    [
      "a parameter of the first transform",
      { transforms: edit(enveloped, "></", "><ds:XPath/></") + exclusive },
      "unexpected-element",
    ],
    [
      "another parameter of the second",
      { transforms: edit(TRANSFORMS, /<ec:.*<\/ec:InclusiveNamespaces>/, "<ds:XPath/>") },
      "unexpected-element",
    ],
    [
      "two prefix lists",
      {
        transforms: edit(
          TRANSFORMS,
          /(<ec:.*<\/ec:InclusiveNamespaces>)/,
          `${exclusive.slice(exclusive.indexOf("<ec:"), exclusive.indexOf("</ds:"))}`.repeat(2),
        ),
      },
      "unexpected-element",
    ],
    ["a long prefix list", { transforms: edit(TRANSFORMS, "q #default", "q ".repeat(33)) }, "too-many-namespaces"],
    ["a second reference", { moreSignedInfo: `<ds:Reference URI="#p1"></ds:Reference>` }, "unresolved-reference"],
  ])("refuses %s", (_name, parts, expected) => {
    expect(code(envelopedDocument(parts))).toBe(expected);
  });
});

describe("what two parsers might read differently is refused", () => {
  it.each([
    ["a comment in a value", edit(genuine, "42", "42<!-- -->"), "comment"],
    ["a comment before the Signature", edit(genuine, "<ds:Signature ", "<!-- --><ds:Signature "), "comment"],
    ["CDATA", edit(genuine, "42", "<![CDATA[42]]>"), "cdata"],
    ["a processing instruction", edit(genuine, "42", "42<?x?>"), "processing-instruction"],
    ["a DOCTYPE", `<!DOCTYPE a [<!ATTLIST app:answer AnswerID ID #IMPLIED>]>${genuine}`, "doctype"],
    [
      "another root",
      edit(edit(genuine, "<app:answer ", "<app:other "), "</app:answer>", "</app:other>"),
      "unexpected-root",
    ],
  ])("%s", (_name, document, expected) => {
    expect(code(document)).toBe(expected);
  });

  it.each([60, 300])("the same document cut off after %i bytes", (length) => {
    expect(code(genuine.slice(0, length))).not.toBe("accepted");
  });
});
