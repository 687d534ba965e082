/** The two ways in which an answer is no log-in. Neither message holds anything of the answer's content. */

/** Why a message is not to be trusted. Whoever sent it may be anybody: tell the person nothing of it but that it failed. */
export const SAML_SECURITY_ERRORS = {
  unreadable: "It is not base64 of XML with one enveloped signature of the known kind",
  "untrusted-signer": "It was not signed with a pinned certificate",
  "bad-signature": "The signature does not fit what it is over",
  malformed: "The signed Response is not built as a SAML 1.1 answer",
  "other-recipient": "It is meant for another address",
  "other-audience": "It is meant for another audience, or for a certain one that was not expected",
  "not-yet-valid": "It is from the future",
  expired: "It is too old",
  replayed: "It has been received before",
  "assertion-count": "It has not exactly one assertion, or one although nobody was authenticated",
} as const;
export type SamlSecurityCode = keyof typeof SAML_SECURITY_ERRORS;

export class SamlSecurityError extends Error {
  override readonly name = "SamlSecurityError";
  readonly code: SamlSecurityCode;

  constructor(code: SamlSecurityCode, cause?: unknown) {
    super(`The SAML response is not trustworthy: ${SAML_SECURITY_ERRORS[code]}`, { cause });
    this.code = code;
  }
}

/** A genuine answer that says the person was not authenticated. */
export class SamlResponseError extends Error {
  override readonly name = "SamlResponseError";
  readonly code: string; // "urn:signicat:error:usercancel"; the status itself when there is no such code
  readonly text: string;
  readonly responseId: string;

  constructor(code: string, text: string, responseId: string) {
    super(`The SAML response says that nobody was authenticated: ${code}`);
    this.code = code;
    this.text = text;
    this.responseId = responseId;
  }
}
