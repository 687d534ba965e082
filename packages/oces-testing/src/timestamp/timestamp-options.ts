import type { IssuedCertificate } from "../certificates/issued-certificate.js";

/** How an authority lies, or fails; each is one way, and the answer is healthy otherwise. */
export type TimestampFault =
  | "rejected" // no token but a status, as for a hash that is not known
  | "without-token" // granted, and nothing
  | "wrong-imprint" // over other bytes
  | "other-hash" // over a hash of another kind
  | "wrong-nonce"
  | "without-nonce"
  | "without-certificate"
  | "damaged-signature"
  | "without-signing-certificate" // lacks the attribute of RFC 5816
  | "other-signing-certificate" // that attribute names another certificate
  | "other-content-type"; // a signature over something that is no time-stamp

export interface TimestampOptions {
  /** Who signs: see `issueTimestamper`. */
  readonly tsa: IssuedCertificate;
  /** The time it attests. */
  readonly at: Date;
  readonly misbehave?: TimestampFault;
  /** Default: one day's worth of seconds, drawn from the time. */
  readonly serial?: bigint;
}
