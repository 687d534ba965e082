/**
 * SAML 1.1 answers, as the hub whose protocol this is gave them: a browser posts a signed Response to the customer's address.
 *
 *   Identity ── samlIdentityOf ──> SamlAnswer ── writeSamlResponse ──> SamlMessage ── (form) ──> readSamlResponse ──> SamlLogin
 *                                  SamlFailure ── writeSamlFailure ──────┘                              └─> SamlResponseError
 *
 * Writing is the gateway's, reading the customer's. Addresses, keys, clocks and what may be released are the caller's.
 */
export type { SigningKey } from "@eid-gateway/xmldsig";
export {
  NATIONAL_NUMBER,
  type SamlRelease,
  samlAttributesOf,
  samlIdentityOf,
  samlSubjectOf,
  UNSPECIFIED,
} from "./attributes/saml-attributes.js";
export {
  findSamlAttribute,
  readSamlResponse,
  type SamlExpectations,
  type SamlLogin,
} from "./read/read-saml-response.js";
export {
  SAML_SECURITY_ERRORS,
  SamlResponseError,
  type SamlSecurityCode,
  SamlSecurityError,
} from "./read/saml-errors.js";
export type { SamlAttribute, SamlAuthentication, SamlSubject } from "./saml-answer.js";
export {
  type SamlAnswer,
  type SamlEnvelope,
  type SamlFailure,
  type SamlMessage,
  writeSamlFailure,
  writeSamlResponse,
} from "./write/write-response.js";
