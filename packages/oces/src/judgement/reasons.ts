/** Why something is not valid: a closed list that callers may switch over. */
export const REASONS = {
  "not-intact": "The signature does not fit the signed bytes.",
  "no-signer": "No single certificate in the message can have made the signature.",
  untrusted: "The certificate does not chain to a trust anchor.",
  "wrong-environment": "The certificate belongs to the other environment (test or production).",
  "chain-refused": "A certificate in the chain may not issue, or breaks a constraint.",
  "weak-algorithm": "A key or algorithm is too weak or unknown.",
  "unsupported-chain": "The chain needs a feature that this verifier does not have.",
  "wrong-key-usage": "The key may not be used for this.",
  "wrong-policy": "The certificate was not issued under an OCES policy that fits its subject.",
  "wrong-kind": "The certificate is of a kind that is not accepted here.",
  "not-yet-valid": "A certificate was not yet valid at that time.",
  expired: "A certificate had expired at that time.",
  revoked: "A certificate was revoked at that time.",
  "revocation-unknown": "There is no answer about revocation that speaks for that time.",
  "revocation-unavailable": "The sources of revocation information could not be reached.",
  "wrong-action": "It is not the kind of message that was asked for (log-in or signature).",
  "challenge-missing": "The message carries no challenge.",
  "wrong-challenge": "The message answers another challenge.",
  "wrong-request-issuer": "The message was made for another service provider.",
  "wrong-time": "The message's own time stamp is missing, unreadable or outside the window.",
} as const;
export type Reason = keyof typeof REASONS;
