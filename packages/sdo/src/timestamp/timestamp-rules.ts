/** What holds for a time-stamp besides its signature and its chain: one function per rule. */
import { timingSafeEqual } from "node:crypto";
import { type Certificate, failed, passed, type Said, undetermined } from "@eid-gateway/oces";
import { findHash, type Hash } from "../cms/object-identifiers.js";
import type { TimestampToken } from "./timestamp-token.js";

const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

export function isOverTheBytes({ hash, imprint }: TimestampToken, digest: (hash: Hash) => Uint8Array): Said {
  const known = findHash(hash);
  if (!known) return failed("weak-algorithm", "The time-stamp is over another hash than SHA-2.");
  const expected = digest(known);
  return expected.length === imprint.length && timingSafeEqual(expected, imprint)
    ? passed("The time-stamp is over these bytes.")
    : failed("not-intact", "The time-stamp is over other bytes.");
}

/** RFC 3161 section 2.3: for time-stamping alone, and marked so that nobody can overlook it. */
export function isForTimestamping(certificate: Certificate): Said {
  const { extendedKeyUsage: uses, isExtendedKeyUsageCritical, keyUsage, basicConstraints } = certificate;
  if (uses.length !== 1 || uses[0] !== TIME_STAMPING || !isExtendedKeyUsageCritical)
    return failed("wrong-key-usage", "The authority's key is not for time-stamping alone.");
  const maySign = !keyUsage || keyUsage.has("digitalSignature") || keyUsage.has("nonRepudiation");
  return maySign && basicConstraints?.ca !== true
    ? passed("The authority's key is for time-stamping alone.")
    : failed("wrong-key-usage", "The authority's key may not sign time-stamps.");
}

/**
 * A key that has expired may be broken, and then anybody could date a time-stamp back: until then something younger must have
 * confirmed this one (EN 319 102-1 section 5.5).
 *
 * @param chain without its anchor
 */
export function isStillProtected(chain: readonly Certificate[], until: Date): Said {
  const end = new Date(Math.min(...chain.map(({ notAfter }) => notAfter.getTime())));
  return until <= end
    ? passed("The authority's certificates had not expired when the time-stamp was last confirmed.")
    : undetermined(
        "no-time-proof",
        `Nothing confirms the time-stamp after its certificate expired at ${end.toISOString()}.`,
      );
}
