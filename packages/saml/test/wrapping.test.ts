/**
 * Signature wrapping: the genuine, signed Response kept whole somewhere in the message, while the reader is made to look at
 * another (Somorovsky et al. 2012). Every message here holds the genuine bytes unchanged, and is made without the signer's key.
 */
import { writeSamlFailure, writeSamlResponse } from "@eid-gateway/saml";
import { describe, expect, it } from "vitest";
import { ANSWER, edit, FAILURE, key, outcome, signatureOf, textOf } from "./answers.js";

const success = textOf(await writeSamlResponse(ANSWER, key));
const cancel = textOf(await writeSamlFailure(FAILURE, key));
const signature = signatureOf(success);
const bare = edit(success, signature, ""); // the genuine Response as it was hashed
const evil = edit(bare, "9208-2002-2-000000000001", "9208-2002-2-000000000666");
const evilOther = edit(evil, /ResponseID="_/, `ResponseID="_e`);
const evilWhole = edit(success, "9208-2002-2-000000000001", "9208-2002-2-000000000666");
const assertion = /<Assertion .*<\/Assertion>/s.exec(success)![0];
const evilAssertion = edit(/<Assertion .*<\/Assertion>/s.exec(evil)![0], /AssertionID="_/, `AssertionID="_e`);
const into = (outer: string, inner: string) => edit(outer, "</Response>", `${inner}</Response>`);
const afterTag = (outer: string, inner: string) => edit(outer, /(?<=^<Response [^>]*>)/, inner);

describe("refuses", () => {
  it.each([
    ["the genuine Response inside an evil one", into(evilOther, success)],
    ["the genuine Response inside an evil one that took its Signature", into(afterTag(evilOther, signature), bare)],
    ["the same, with the genuine id on both", into(afterTag(evil, signature), bare)],
    [
      "the genuine Response as the Signature's Object",
      afterTag(evilOther, edit(signature, "</ds:Signature>", `<ds:Object>${bare}</ds:Object></ds:Signature>`)),
    ],
    ["the genuine Response in KeyInfo", afterTag(evilOther, edit(signature, "<ds:X509Data>", `${bare}<ds:X509Data>`))],
    ["the genuine Response in the Status", edit(evilOther, "</Status>", `${success}</Status>`)],
    ["the genuine Response in an attribute's value", edit(evilOther, /(?<=<AttributeValue>)/, success)],
    ["the genuine Response behind an evil one", evilOther + success],
    ["the genuine Response before an evil one", success + evilOther],
    ["both in an element around them", `<Responses>${evilOther}${success}</Responses>`],
    ["an evil assertion before the genuine one", edit(success, assertion, evilAssertion + assertion)],
    ["an evil assertion behind the genuine one", edit(success, assertion, assertion + evilAssertion)],
    [
      "an evil assertion around the genuine one",
      edit(success, assertion, edit(evilAssertion, "</Assertion>", `${assertion}</Assertion>`)),
    ],
    ["an evil assertion before the Signature", afterTag(success, evilAssertion)],
    [
      "an evil assertion in the Signature",
      edit(success, "</ds:Signature>", `<ds:Object>${evilAssertion}</ds:Object></ds:Signature>`),
    ],
    [
      "an evil assertion with the genuine id",
      edit(success, assertion, assertion + edit(evilAssertion, /AssertionID="_e/, `AssertionID="_`)),
    ],
    ["a success's assertion put into a cancel", into(cancel, assertion)],
    ["a success's Signature put into a cancel", edit(cancel, signatureOf(cancel), signature)],
    ["a second, genuine Signature", afterTag(success, signature)],
    ["an evil Response with no Signature", evilOther],
    ["an evil Response with the genuine Signature", evilWhole],
  ])("%s", async (_name, xml) => {
    expect(["unreadable", "bad-signature"]).toContain(await outcome(xml));
  });
});

describe("refuses what readers disagree about", () => {
  it.each([
    ["a comment in the subject, which some readers stop at", edit(success, "0102038888", "0102<!-- -->038888")],
    ["a comment in a value", edit(success, "000000000001", "000000000<!--x-->001")],
    ["CDATA in a value", edit(success, "9208-2002-2-000000000001", "<![CDATA[9208-2002-2-000000000001]]>")],
    ["a processing instruction in a value", edit(success, "000000000001", "000000000<?x?>001")],
    ["a DOCTYPE", `<!DOCTYPE Response>${success}`],
    ["a DOCTYPE with an entity", `<!DOCTYPE Response [<!ENTITY x "y">]>${success}`],
    [
      "a DOCTYPE that makes another attribute the Id",
      `<!DOCTYPE Response [<!ATTLIST Response Recipient ID #IMPLIED>]>${success}`,
    ],
    ["an entity that is not predefined", edit(success, "000000000001", "000000000&x;001")],
    ["a byte order mark", `\ufeff${success}`],
    ["Latin-1 by its declaration", `<?xml version="1.0" encoding="ISO-8859-1"?>${success}`],
    [
      "an id twice, under two names",
      edit(success, /AssertionID="[^"]*"/, `AssertionID="${/ResponseID="([^"]*)"/.exec(success)![1]}"`),
    ],
    [
      "a thousand elements, one in another",
      edit(success, assertion, "<a>".repeat(1000) + assertion + "</a>".repeat(1000)),
    ],
    [
      "many namespaces",
      edit(
        success,
        "<Response ",
        `<Response ${Array.from({ length: 40 }, (_, n) => `xmlns:n${n}="urn:${n}"`).join(" ")} `,
      ),
    ],
  ])("%s", async (_name, xml) => {
    expect(await outcome(xml)).toBe("unreadable");
  });
});

describe("refuses a signature made in another way", () => {
  const algorithm = (from: string, to: string) => edit(success, `${from}"`, `${to}"`);
  it.each([
    ["RSA-SHA1", algorithm("2001/04/xmldsig-more#rsa-sha256", "2000/09/xmldsig#rsa-sha1")],
    ["a SHA-1 digest", algorithm("2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1")],
    ["HMAC with the public key", algorithm("xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256")],
    [
      "a transform more",
      edit(
        success,
        "</ds:Transforms>",
        `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/></ds:Transforms>`,
      ),
    ],
    ["a reference to the whole document", edit(success, /URI="#[^"]*"/, `URI=""`)],
    [
      "a reference to the assertion",
      edit(success, /URI="#[^"]*"/, `URI="#${/AssertionID="([^"]*)"/.exec(success)![1]}"`),
    ],
    ["a reference elsewhere", edit(success, /URI="#/, `URI="https://evil.example/#`)],
    ["no certificate", edit(success, /<ds:X509Certificate>.*<\/ds:X509Certificate>/, "")],
    ["a bare key instead of the certificate", edit(success, /<ds:X509Data>.*<\/ds:X509Data>/, "<ds:KeyValue/>")],
    ["no KeyInfo", edit(success, /<ds:KeyInfo>.*<\/ds:KeyInfo>/, "")],
    [
      "no signature value",
      edit(success, /<ds:SignatureValue>.*<\/ds:SignatureValue>/, "<ds:SignatureValue></ds:SignatureValue>"),
    ],
  ])("%s", async (_name, xml) => {
    expect(await outcome(xml)).toBe("unreadable");
  });
});
