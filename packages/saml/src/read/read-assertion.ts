/** An Assertion as data. Whether it holds now and here is judged elsewhere. */
import type { XmlElement } from "@eid-gateway/xmldsig";
import type { SamlAttribute, SamlAuthentication, SamlSubject } from "../saml-answer.js";
import { ASSERTION, BEARER } from "../vocabulary.js";
import { childrenOf, expectAttributes, expectChildren, expectElement, expectInstant, expectText } from "./expect.js";
import { SamlSecurityError } from "./saml-errors.js";

export interface ReadAssertion extends SamlAuthentication {
  readonly notBefore: Date;
  readonly notOnOrAfter: Date;
}

/** @throws SamlSecurityError "malformed" */
export function readAssertion(assertion: XmlElement): ReadAssertion {
  expectElement(assertion, "Assertion", ASSERTION);
  const names = ["AssertionID", "IssueInstant", "Issuer", "MajorVersion", "MinorVersion"] as const;
  const { Issuer: issuer, MajorVersion: major, MinorVersion: minor } = expectAttributes(assertion, names);
  if (major !== "1" || minor !== "1") throw new SamlSecurityError("malformed");
  const parts = expectChildren(assertion, ["Conditions", "AuthenticationStatement", "AttributeStatement"]);
  const [conditions, authentication, attribution] = parts;
  const login = readAuthentication(authentication);
  const { subject, attributes } = readAttributeStatement(attribution);
  // Two statements about two people would be read as one about either.
  const isOnePerson =
    subject.nameIdentifier === login.subject.nameIdentifier && subject.format === login.subject.format;
  if (!isOnePerson) throw new SamlSecurityError("malformed");
  return { issuer, ...readConditions(conditions), ...login, attributes };
}

function readConditions(conditions: XmlElement) {
  const { NotBefore, NotOnOrAfter } = expectAttributes(conditions, ["NotBefore", "NotOnOrAfter"]);
  const window = { notBefore: expectInstant(NotBefore), notOnOrAfter: expectInstant(NotOnOrAfter) };
  if (childrenOf(conditions).length === 0) return window;
  // A condition that is not understood must not be passed over (SAML 1.1 core section 2.3.2.1).
  const [restriction] = expectChildren(conditions, ["AudienceRestrictionCondition"]);
  expectAttributes(restriction, []);
  const [audience] = expectChildren(restriction, ["Audience"]);
  return { ...window, audience: expectText(audience) };
}

function readAuthentication(statement: XmlElement) {
  const names = ["AuthenticationInstant", "AuthenticationMethod"] as const;
  const { AuthenticationInstant, AuthenticationMethod } = expectAttributes(statement, names);
  const [subject] = expectChildren(statement, ["Subject"]);
  return {
    subject: readSubject(subject),
    authenticationInstant: expectInstant(AuthenticationInstant),
    authenticationMethod: AuthenticationMethod,
  };
}

function readAttributeStatement(statement: XmlElement) {
  expectAttributes(statement, []);
  const [first, ...rest] = childrenOf(statement);
  const subject = readSubject(expectElement(first, "Subject", ASSERTION));
  const attributes = rest.map(readAttribute);
  // Of two values under one name, each reader would take its own pick.
  const names = new Set(attributes.map(({ namespace, name }) => JSON.stringify([namespace, name])));
  if (names.size < attributes.length) throw new SamlSecurityError("malformed");
  return { subject, attributes };
}

function readSubject(subject: XmlElement): SamlSubject {
  expectAttributes(subject, []);
  const [name, confirmation] = expectChildren(subject, ["NameIdentifier", "SubjectConfirmation"]);
  expectAttributes(confirmation, []);
  const [method] = expectChildren(confirmation, ["ConfirmationMethod"]);
  const { Format: format } = expectAttributes(name, ["Format"]);
  if (expectText(method) !== BEARER || name.children.length > 0) throw new SamlSecurityError("malformed");
  return { nameIdentifier: name.text, format };
}

function readAttribute(attribute: XmlElement): SamlAttribute {
  expectElement(attribute, "Attribute", ASSERTION);
  const { AttributeName, AttributeNamespace } = expectAttributes(attribute, ["AttributeName", "AttributeNamespace"]);
  const [value] = expectChildren(attribute, ["AttributeValue"]);
  return { namespace: AttributeNamespace, name: AttributeName, value: expectText(value) };
}
