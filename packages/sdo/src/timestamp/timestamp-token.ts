import type { SignedData } from "../cms/signed-data.js";

/** A time-stamp token (RFC 3161 section 2.4.2), read but not believed. */
export interface TimestampToken {
  readonly signed: SignedData;
  readonly hash: string; // OID
  /** Digest of what was there at that time. */
  readonly imprint: Uint8Array;
  readonly time: Date;
  /** OID of what the authority promises. */
  readonly policy: string;
  readonly serial: string; // upper-case hex
  readonly nonce: string | undefined; // upper-case hex
}

/** Where time-stamps come from. */
export interface TimestampSource {
  /**
   * @param sha256 of what is to be stamped
   * @returns DER of a token that was checked against it
   * @throws SdoError "timestamp-unavailable", "timestamp-refused", "bad-timestamp"
   */
  stamp(sha256: Uint8Array): Promise<Uint8Array>;
}
