import type { RevocationReason } from "../certificates/certificate-options.js";

/** CRLReason, RFC 5280 section 5.3.1; the number 7 is not used. */
export const REASON_CODES: Record<RevocationReason, number> = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
};
