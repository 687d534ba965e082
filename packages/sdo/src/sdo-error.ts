/** What could not be read, made or had at all. What was read and found wanting is a finding in a report instead. */
export type SdoErrorCode =
  | "bad-cms" // not DER of CMS SignedData with one signer and signed attributes
  | "bad-timestamp" // not a time-stamp token, or one that does not answer the request
  | "timestamp-refused" // the time-stamping authority said no
  | "timestamp-unavailable" // it could not be reached, or gave no answer that is one
  | "bad-seal" // a key that does not fit its certificate, or cannot seal
  | "unproven" // while sealing: nobody says that the certificate of the seal, or of a time-stamp, is good
  | "bad-xades" // a seal that is not built as XAdES has it
  | "bad-content" // what is to be sealed contradicts itself
  | "bad-ltv-sdo" // not built as an LTV-SDO is
  | "bad-asic" // not built as an ASiC-E container is
  | "too-large"; // past a documented number

export class SdoError extends Error {
  override readonly name = "SdoError";
  readonly code: SdoErrorCode;

  /** @param message for the operator; holds nothing of the input's content */
  constructor(code: SdoErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
