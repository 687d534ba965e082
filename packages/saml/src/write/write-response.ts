import { randomBytes } from "node:crypto";
import { type SigningKey, signEnveloped } from "@eid-gateway/xmldsig";
import type { SamlAuthentication } from "../saml-answer.js";
import { ASSERTION, PROTOCOL, RESPONDER, SUCCESS, XML_SCHEMA, XML_SCHEMA_INSTANCE } from "../vocabulary.js";
import { wrapBase64 } from "./wrap-base64.js";
import { writeAssertion } from "./write-assertion.js";
import { element, text } from "./write-element.js";

/** Listed whether used or not, as in the hub's own answers: `samlp` stands in a QName, where no canonicalizer would see it. */
const INCLUSIVE_PREFIXES = ["code", "ds", "kind", "rw", "saml", "samlp", "typens", "#default", "xsd", "xsi"];

export interface SamlEnvelope {
  /** The address the browser posts it to, with its query as the customer wrote it. */
  readonly recipient: string;
  readonly issueInstant: Date;
}
export interface SamlAnswer extends SamlEnvelope, SamlAuthentication {}
export interface SamlFailure extends SamlEnvelope {
  readonly code: string; // "urn:signicat:error:usercancel"
  readonly text: string; // one sentence; no personal data
}

/** A signed Response, ready to be posted. */
export interface SamlMessage {
  readonly responseId: string;
  readonly xml: Uint8Array;
  /** The form's field `SAMLResponse`: lines of 76 characters, each with CR LF behind it. */
  readonly base64: string;
}

/**
 * The answer to a log-in that succeeded: valid for 30 seconds, the whole Response signed, the Assertion not by itself.
 *
 * @throws Error when key and certificate are no pair; XmlError for a value with characters XML does not allow
 */
export async function writeSamlResponse(answer: SamlAnswer, key: SigningKey): Promise<SamlMessage> {
  const status = element("Status", {}, element("StatusCode", { Value: SUCCESS }));
  return signResponse(answer, status + writeAssertion(newId(), answer, answer.issueInstant), key);
}

/**
 * The answer to any other outcome: no Assertion, and signed all the same, so that a customer can trust a cancel.
 * Old clients split the message at "; " and look at the code before it.
 *
 * @throws TypeError for a code that would not survive that; otherwise as `writeSamlResponse`
 */
export async function writeSamlFailure(failure: SamlFailure, key: SigningKey): Promise<SamlMessage> {
  if (!/^[^\s;]+$/.test(failure.code)) throw new TypeError("A SAML failure's code has no blanks and no semicolon");
  const status = element(
    "Status",
    {},
    element("StatusCode", { Value: RESPONDER }),
    element("StatusMessage", {}, text(`${failure.code}; ${failure.text}`)),
  );
  return signResponse(failure, status, key);
}

async function signResponse(envelope: SamlEnvelope, content: string, key: SigningKey): Promise<SamlMessage> {
  const responseId = newId();
  const unsigned = Buffer.from(writeEnvelope(responseId, envelope, content));
  const options = { idAttribute: "ResponseID", inclusivePrefixes: INCLUSIVE_PREFIXES };
  const xml = await signEnveloped(unsigned, options, key);
  return { responseId, xml, base64: wrapBase64(xml) };
}

/** In canonical form already, so that nothing is left to a reader's canonicalizer but to take the Signature out. */
function writeEnvelope(responseId: string, { recipient, issueInstant }: SamlEnvelope, content: string): string {
  const namespaces = {
    xmlns: PROTOCOL,
    "xmlns:saml": ASSERTION,
    "xmlns:samlp": PROTOCOL,
    "xmlns:xsd": XML_SCHEMA,
    "xmlns:xsi": XML_SCHEMA_INSTANCE,
  };
  const attributes = {
    IssueInstant: issueInstant.toISOString(),
    MajorVersion: "1",
    MinorVersion: "1",
    Recipient: recipient,
    ResponseID: responseId,
  };
  return element("Response", { ...namespaces, ...attributes }, content);
}

/** An xsd:ID, and 128 random bits (SAML 1.1 core section 1.2.3). */
function newId(): string {
  return `_${randomBytes(16).toString("hex")}`;
}
