/** Signed by the genuine key, and yet no SAML 1.1 answer: what a broken gateway, or a person in its attributes, might get signed. */
import { writeSamlFailure, writeSamlResponse } from "@eid-gateway/saml";
import { describe, expect, it } from "vitest";
import { ANSWER, edit, FAILURE, key, outcome, signedAnew, textOf } from "./answers.js";

const success = textOf(await writeSamlResponse(ANSWER, key));
const cancel = textOf(await writeSamlFailure(FAILURE, key));
const assertion = /<Assertion .*<\/Assertion>/s.exec(success)![0];
const secondAssertion = edit(assertion, /AssertionID="_/, `AssertionID="_f`);
const status = /<Status>.*<\/Status>/.exec(success)![0];
const subject = /<Subject>.*?<\/Subject>/.exec(success)![0];
const authentication = /<AuthenticationStatement .*<\/AuthenticationStatement>/.exec(success)![0];
const attribution = /<AttributeStatement>.*<\/AttributeStatement>/s.exec(success)![0];
const attribute = /<Attribute .*?<\/Attribute>/s.exec(success)![0];

const signed = (xml: string, from: string | RegExp, to: string) =>
  signedAnew(xml, (unsigned) => edit(unsigned, from, to));

it("would be read if it were whole", async () => {
  expect(await outcome(await signedAnew(success, (unsigned) => unsigned))).toBe("logged in");
});

describe("5. there is one assertion when somebody was authenticated, and none otherwise", () => {
  it.each([
    ["a success with two", success, "</Response>", `${secondAssertion}</Response>`],
    ["a success with none", success, assertion, ""],
    ["a cancel with one", cancel, "</Response>", `${assertion}</Response>`],
    ["a success turned into a failure", success, "samlp:Success", "samlp:Responder"],
    ["a status spelled otherwise", success, "samlp:Success", "saml:Success"],
    ["a status without its prefix", success, "samlp:Success", "Success"],
    ["a cancel turned into a success", cancel, "samlp:Responder", "samlp:Success"],
  ])("refuses %s", async (_name, xml, from, to) => {
    expect(await outcome(await signed(xml, from, to))).toBe("assertion-count");
  });
});

describe("refuses a Response in which", () => {
  it.each([
    ["the version is 1.0", `MinorVersion="1" Recipient`, `MinorVersion="0" Recipient`],
    [
      "the version is 2.1",
      `MajorVersion="1" MinorVersion="1" Recipient`,
      `MajorVersion="2" MinorVersion="1" Recipient`,
    ],
    ["there is no recipient", / Recipient="[^"]*"/, ""],
    ["the recipient is in another namespace", " Recipient=", " samlp:Recipient="],
    ["there is an attribute more", ` Recipient=`, ` InResponseTo="_1" Recipient=`],
    ["the time has no zone", "10:00:00.250Z", "10:00:00.250"],
    ["the time is of another zone", "10:00:00.250Z", "10:00:00.250+01:00"],
    ["the time is of no day", "2026-03-02T10", "2026-02-30T10"],
    ["the time is of no hour", "2026-03-02T10", "2026-03-02T25"],
    ["the time has a fourth place", "10:00:00.250Z", "10:00:00.2501Z"],
    ["the Status is missing", /<Status>.*<\/Status>/, ""],
    ["the Status comes last", /<Status>.*<\/Assertion>/s, assertion + status],
    ["there are two Statuses", "<Status>", '<Status><StatusCode Value="samlp:Success"/></Status><Status>'],
    ["the Status is in the other namespace", "<Status>", `<Status xmlns="urn:oasis:names:tc:SAML:1.0:assertion">`],
    ["the Status has no code", /<StatusCode .*?<\/StatusCode>/, ""],
    ["the status code has no value", ` Value="samlp:Success"`, ""],
    [
      "there is a status code in the status code",
      `></StatusCode>`,
      `><StatusCode Value="samlp:Responder"></StatusCode></StatusCode>`,
    ],
    ["the Status goes on", "</Status>", "<StatusMessage></StatusMessage><StatusDetail></StatusDetail></Status>"],
    ["there is text", "<Status>", "x<Status>"],
    ["the assertion is wrapped", assertion, `<saml:Advice>${assertion}</saml:Advice>`],
    ["something follows the assertion", "</Assertion>", "</Assertion><saml:Advice></saml:Advice>"],
    ["the assertion is in the other namespace", /<Assertion xmlns="[^"]*"/, "<Assertion"],
    ["the assertion has no issuer", / Issuer="[^"]*"/, ""],
    ["the assertion's version is 1.0", /(?<=Issuer="[^"]*" MajorVersion="1" MinorVersion=)"1"/, `"0"`],
  ])("%s", async (_name, from, to) => {
    expect(await outcome(await signed(success, from, to))).toBe("malformed");
  });
});

describe("refuses an Assertion in which", () => {
  it.each([
    ["there are no conditions", /<Conditions .*<\/Conditions>/, ""],
    ["the conditions have no end", / NotOnOrAfter="[^"]*"/, ""],
    ["the conditions have no beginning", / NotBefore="[^"]*"/, ""],
    ["there is a condition nobody knows", "</Conditions>", "<DoNotCacheCondition></DoNotCacheCondition></Conditions>"],
    [
      "there are two audiences",
      "</Conditions>",
      "<AudienceRestrictionCondition><Audience>a</Audience><Audience>b</Audience></AudienceRestrictionCondition></Conditions>",
    ],
    ["there is no authentication", /<AuthenticationStatement .*<\/AuthenticationStatement>/, ""],
    ["there are two", /(?=<AttributeStatement>)/, authentication],
    [
      "the statements change places",
      /<AuthenticationStatement .*<\/AttributeStatement>/s,
      attribution + authentication,
    ],
    ["there are no attributes", /<AttributeStatement>.*<\/AttributeStatement>/s, ""],
    [
      "there is another statement",
      "</AttributeStatement>",
      "</AttributeStatement><AuthorizationDecisionStatement></AuthorizationDecisionStatement>",
    ],
    ["the method is missing", / AuthenticationMethod="[^"]*"/, ""],
    ["the statements are about two people", /0102038888(?=<\/NameIdentifier>.*<AttributeStatement>)/s, "0102039999"],
    ["the statements name the person in two ways", "nameid-format:fnr", "nameid-format:other"],
    ["the attributes are nobody's", `<AttributeStatement>${subject}`, "<AttributeStatement>"],
    ["the subject has a name in its name", "0102038888</Name", "0102038888<X></X></Name"],
    [
      "the subject has two names",
      "<SubjectConfirmation>",
      `<NameIdentifier Format="x">1</NameIdentifier><SubjectConfirmation>`,
    ],
    ["the subject is not confirmed", /<SubjectConfirmation>.*?<\/SubjectConfirmation>/, ""],
    ["the subject is confirmed by a key", "cm:bearer", "cm:holder-of-key"],
    ["the subject has a qualifier", "<NameIdentifier ", `<NameIdentifier NameQualifier="x" `],
    ["an attribute has no namespace", / AttributeNamespace="[^"]*"/, ""],
    ["an attribute has two values", "</AttributeValue>", "</AttributeValue><AttributeValue>x</AttributeValue>"],
    ["an attribute has no value", /<AttributeValue>.*?<\/AttributeValue>/s, ""],
    ["a value has an element in it", "</AttributeValue>", "<x></x></AttributeValue>"],
    ["a value has a type", "<AttributeValue>", `<AttributeValue xsi:type="xsd:string">`],
    ["an attribute is there twice", attribute, attribute + attribute],
    ["an attribute is there twice, with another value", attribute, attribute + edit(attribute, "Sørensen", "Hansen")],
  ])("%s", async (_name, from, to) => {
    expect(await outcome(await signed(success, from, to))).toBe("malformed");
  });
});
