/**
 * Our closed list of reasons in the words of ETSI EN 319 102-1, sections 5.1.3 and 5.1.4.
 *
 * The two say different things. `outcome` answers the caller's question: may this be relied on? The indication says how sure the
 * "no" is: TOTAL-FAILED will stay so whatever else turns up, INDETERMINATE lacks something (a trusted chain, a status, a signer who
 * meets the caller's demands) and a "no" with it is this verifier's policy. The time asked about counts as the best signature time,
 * so a certificate that had expired or was revoked by then is TOTAL-FAILED.
 */
import type { Finding } from "./finding.js";
import type { Reason } from "./reasons.js";

export type Indication = "TOTAL-PASSED" | "INDETERMINATE" | "TOTAL-FAILED";
export type SubIndication =
  | "HASH_FAILURE"
  | "SIG_CRYPTO_FAILURE"
  | "FORMAT_FAILURE"
  | "REVOKED"
  | "EXPIRED"
  | "NOT_YET_VALID"
  | "NO_SIGNING_CERTIFICATE_FOUND"
  | "NO_CERTIFICATE_CHAIN_FOUND"
  | "CERTIFICATE_CHAIN_GENERAL_FAILURE"
  | "CHAIN_CONSTRAINTS_FAILURE"
  | "CRYPTO_CONSTRAINTS_FAILURE"
  | "SIG_CONSTRAINTS_FAILURE"
  | "REVOKED_CA_NO_POE"
  | "NO_POE"
  | "TRY_LATER";

export type Indicated = { readonly indication: Indication; readonly subIndication?: SubIndication };

const SUB_INDICATIONS: Readonly<Record<Reason, SubIndication>> = {
  "not-intact": "SIG_CRYPTO_FAILURE",
  "no-signer": "NO_SIGNING_CERTIFICATE_FOUND",
  untrusted: "NO_CERTIFICATE_CHAIN_FOUND",
  "wrong-environment": "CHAIN_CONSTRAINTS_FAILURE",
  "chain-refused": "CERTIFICATE_CHAIN_GENERAL_FAILURE",
  "weak-algorithm": "CRYPTO_CONSTRAINTS_FAILURE",
  "unsupported-chain": "CERTIFICATE_CHAIN_GENERAL_FAILURE",
  "wrong-key-usage": "CHAIN_CONSTRAINTS_FAILURE",
  "wrong-policy": "CHAIN_CONSTRAINTS_FAILURE",
  "wrong-kind": "CHAIN_CONSTRAINTS_FAILURE",
  "not-yet-valid": "NOT_YET_VALID",
  expired: "EXPIRED",
  revoked: "REVOKED",
  "revocation-unknown": "TRY_LATER",
  "revocation-unavailable": "TRY_LATER",
  "wrong-action": "SIG_CONSTRAINTS_FAILURE",
  "challenge-missing": "SIG_CONSTRAINTS_FAILURE",
  "wrong-challenge": "SIG_CONSTRAINTS_FAILURE",
  "wrong-request-issuer": "SIG_CONSTRAINTS_FAILURE",
  "other-signer": "SIG_CONSTRAINTS_FAILURE",
  "changed-after-sealing": "FORMAT_FAILURE",
  "no-time-proof": "NO_POE",
  "wrong-time": "SIG_CONSTRAINTS_FAILURE",
  "other-document": "SIG_CONSTRAINTS_FAILURE",
  "other-stylesheet": "SIG_CONSTRAINTS_FAILURE",
  "document-not-visible": "SIG_CONSTRAINTS_FAILURE",
};

/** Where the rule that found it makes a difference to the standard: what changed, and whose certificate was revoked. */
const BY_RULE: Readonly<Record<string, SubIndication>> = {
  "content not-intact": "HASH_FAILURE",
  "byte-range not-intact": "FORMAT_FAILURE",
  "imprint not-intact": "HASH_FAILURE",
  "ca-revocation revoked": "REVOKED_CA_NO_POE",
};

const FAILURES: ReadonlySet<SubIndication> = new Set([
  "HASH_FAILURE",
  "SIG_CRYPTO_FAILURE",
  "FORMAT_FAILURE",
  "REVOKED",
  "EXPIRED",
  "NOT_YET_VALID",
]);

/** @param code of the error with which a message was not read: broken, put together as NemID never did, or of SHA-1 */
export function indicateRefusal(code: string): Required<Indicated> {
  return code === "weak-algorithm"
    ? { indication: "INDETERMINATE", subIndication: "CRYPTO_CONSTRAINTS_FAILURE" }
    : { indication: "TOTAL-FAILED", subIndication: "FORMAT_FAILURE" };
}

/** @param decisive the finding that decided; without one everything passed */
export function indicate(decisive: Finding | undefined): Indicated {
  if (!decisive?.reason) return { indication: "TOTAL-PASSED" };
  const { rule, reason } = decisive;
  const subIndication = BY_RULE[`${rule} ${reason}`] ?? SUB_INDICATIONS[reason];
  return { indication: FAILURES.has(subIndication) ? "TOTAL-FAILED" : "INDETERMINATE", subIndication };
}
