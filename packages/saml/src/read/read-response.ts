/** The signed Response as data: everything it says, and nothing yet about whether to believe it. */
import type { XmlElement } from "@eid-gateway/xmldsig";
import { PROTOCOL } from "../vocabulary.js";
import { childrenOf, expectAttributes, expectChildren, expectElement, expectInstant, expectText } from "./expect.js";
import { type ReadAssertion, readAssertion } from "./read-assertion.js";
import { SamlSecurityError } from "./saml-errors.js";

export interface ReadResponse {
  readonly responseId: string;
  readonly recipient: string;
  readonly issueInstant: Date;
  readonly status: string; // the QName as written
  readonly statusMessage: string; // "" when none
  readonly assertions: readonly ReadAssertion[];
}

/** @throws SamlSecurityError "malformed" */
export function readResponse(response: XmlElement): ReadResponse {
  const names = ["IssueInstant", "MajorVersion", "MinorVersion", "Recipient", "ResponseID"] as const;
  const values = expectAttributes(response, names);
  if (values.MajorVersion !== "1" || values.MinorVersion !== "1") throw new SamlSecurityError("malformed");
  const [status, ...assertions] = childrenOf(response);
  return {
    responseId: values.ResponseID,
    recipient: values.Recipient,
    issueInstant: expectInstant(values.IssueInstant),
    ...readStatus(expectElement(status, "Status", PROTOCOL)),
    assertions: assertions.map(readAssertion),
  };
}

function readStatus(status: XmlElement) {
  expectAttributes(status, []);
  const [first, message, ...more] = childrenOf(status);
  const code = expectElement(first, "StatusCode", PROTOCOL);
  const { Value: value } = expectAttributes(code, ["Value"]);
  expectChildren(code, []);
  if (more.length > 0) throw new SamlSecurityError("malformed");
  return { status: value, statusMessage: message ? expectText(expectElement(message, "StatusMessage", PROTOCOL)) : "" };
}
