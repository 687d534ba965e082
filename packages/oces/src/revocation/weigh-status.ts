/** What one authentic statement about a certificate, true at one moment, says about another moment. */
import type { RevocationAnswer, RevocationEvidence, RevocationQuestion } from "./revocation.js";

/** What a list or an answer says: nothing against the certificate, or when and why it was revoked. */
export interface Statement {
  readonly evidence: RevocationEvidence;
  readonly revocation: { readonly at: Date; readonly reason: number } | undefined;
}

// RFC 5280 section 5.3.1
const REASONS: readonly (string | undefined)[] = [
  "unspecified",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "certificateHold",
  undefined,
  "removeFromCRL",
  "privilegeWithdrawn",
  "aACompromise",
];
/** A statement that does not name a next one is about its moment (RFC 6960 section 4.2.2.1): this much of it. */
const MOMENT_MS = 60_000;
const HOLD = 6;
/** How far the clock of who made a statement may be ahead of ours. */
export const SKEW_MS = 60_000;

/** Nobody can have made it yet, so it is not what it says it is. */
export function isOfTheFuture({ thisUpdate, producedAt = thisUpdate }: RevocationEvidence, now: Date): boolean {
  return Math.max(thisUpdate.getTime(), producedAt.getTime()) > now.getTime() + SKEW_MS;
}

/**
 * A revocation from before the time asked about counts even in a statement that is stale by then, except a hold, which may have
 * been lifted. "removeFromCRL" belongs in delta lists, which are not supported: an entry is a revocation, whatever it calls itself. Nothing against the certificate counts if the statement speaks for the time.
 */
export function weighStatement({ evidence, revocation }: Statement, question: RevocationQuestion): RevocationAnswer {
  const speaks = speaksFor(evidence, question);
  const isRevoked = revocation !== undefined && revocation.at <= question.at;
  if (isRevoked && (speaks || revocation.reason !== HOLD)) {
    return {
      status: "revoked",
      revokedAt: revocation.at,
      cause: REASONS[revocation.reason] ?? "unspecified",
      evidence,
    };
  }
  if (speaks) return { status: "good", evidence };
  const { source, thisUpdate, nextUpdate } = evidence;
  const window = `${thisUpdate.toISOString()} to ${nextUpdate?.toISOString() ?? "no stated end"}`;
  return { status: "unknown", problems: [`the ${source} speaks for ${window}, not for ${question.at.toISOString()}`] };
}

/**
 * Inside its own window; or made later than the time asked about, while the certificate had not expired: CAs drop expired
 * certificates from their lists, so a later silence means nothing.
 */
function speaksFor({ thisUpdate, nextUpdate }: RevocationEvidence, { certificate, at }: RevocationQuestion): boolean {
  if (thisUpdate > at) return certificate.notAfter >= thisUpdate;
  return at.getTime() <= (nextUpdate?.getTime() ?? thisUpdate.getTime() + MOMENT_MS);
}
