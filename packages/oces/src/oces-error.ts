/** Input that could not be read at all. What was read and found wanting is a finding in a report instead. */
export type OcesErrorCode =
  | "bad-certificate" // no DER of an X.509 certificate with a key that can be read
  | "bad-subject" // the subject is no OCES subject
  | "bad-policy" // not exactly one policy, or not one of the subject's kind
  | "bad-crl"
  | "bad-ocsp"
  | "bad-anchor" // a trust anchor is neither PEM nor sha256:<64 hex digits>
  | "not-a-message" // neither XML nor base64 of XML with the openoces root
  | "weak-algorithm" // signed with SHA-1, and nobody allowed that
  | "bad-message" // the right root, but not built as NemID built its messages
  | "duplicate-property"
  | "bad-property"
  | "bad-document" // a signed document or attachment is not written as the clients wrote them
  | "contradiction"; // two parts of a message cannot both be true: a log-in with a document, two documents

export class OcesError extends Error {
  override readonly name = "OcesError";
  readonly code: OcesErrorCode;

  /** @param message for the operator; holds nothing of the input's content but a client's error code */
  constructor(code: OcesErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
