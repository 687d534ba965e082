/** The Assertion: who, when, by which method, and the attributes. In the order of the schema, one subject for both statements. */
import type { SamlAttribute, SamlAuthentication, SamlSubject } from "../saml-answer.js";
import { ASSERTION, BEARER, LIFETIME_MS } from "../vocabulary.js";
import { element, text } from "./write-element.js";

export function writeAssertion(assertionId: string, login: SamlAuthentication, issueInstant: Date): string {
  const subject = writeSubject(login.subject);
  return element(
    "Assertion",
    {
      xmlns: ASSERTION,
      AssertionID: assertionId,
      IssueInstant: issueInstant.toISOString(),
      Issuer: login.issuer,
      MajorVersion: "1",
      MinorVersion: "1",
    },
    writeConditions(issueInstant, login.audience),
    element(
      "AuthenticationStatement",
      {
        AuthenticationInstant: login.authenticationInstant.toISOString(),
        AuthenticationMethod: login.authenticationMethod,
      },
      subject,
    ),
    element("AttributeStatement", {}, subject, ...login.attributes.map(writeAttribute)),
  );
}

function writeConditions(issueInstant: Date, audience: string | undefined): string {
  const notOnOrAfter = new Date(issueInstant.getTime() + LIFETIME_MS);
  const restriction =
    audience === undefined
      ? []
      : [element("AudienceRestrictionCondition", {}, element("Audience", {}, text(audience)))];
  return element(
    "Conditions",
    { NotBefore: issueInstant.toISOString(), NotOnOrAfter: notOnOrAfter.toISOString() },
    ...restriction,
  );
}

function writeSubject({ nameIdentifier, format }: SamlSubject): string {
  return element(
    "Subject",
    {},
    element("NameIdentifier", { Format: format }, text(nameIdentifier)),
    element("SubjectConfirmation", {}, element("ConfirmationMethod", {}, BEARER)),
  );
}

function writeAttribute({ namespace, name, value }: SamlAttribute): string {
  return element(
    "Attribute",
    { AttributeName: name, AttributeNamespace: namespace },
    element("AttributeValue", {}, text(value)),
  );
}
