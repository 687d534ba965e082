/**
 * What holds for a chain of any purpose (RFC 5280 section 6). One function per rule: each looks at the facts and says what it
 * found; texts name certificates by their place, not by whose they are.
 */
import { hasStrongKey, MIN_RSA_BITS } from "../certificate/strong-key.js";
import { isKnownAlgorithm } from "../certificate/verify-signature.js";
import type { RevocationEvidence } from "../revocation/revocation.js";
import { isSelfIssued } from "../trust/chain.js";
import type { ChainFacts } from "./chain-facts.js";
import { failed, passed, type Said, unchecked, undetermined } from "./finding.js";

export function reachesAnAnchor({ chain }: ChainFacts): Said {
  const { anchor, certificates, isOneOfTooMany } = chain;
  if (anchor)
    return passed(`A chain of ${certificates.length} certificates ends at the anchor ${anchor.subject.text}.`);
  if (isOneOfTooMany) return undetermined("unsupported-chain", "There are more possible chains than are tried.");
  return failed("untrusted", `No trust anchor was reached after ${certificates.length} certificates.`);
}

/** RFC 5280 section 6.1.4 (k), (l), (m), (n): who signs certificates must be a CA, be meant to sign them, and not too deep down. */
export function issuersMayIssue({ chain }: ChainFacts): readonly Said[] {
  const problems = chain.certificates.slice(1).flatMap(({ basicConstraints, keyUsage }, below) => {
    const name = `Issuer ${below + 1}`; // not by its subject: it may turn out to be a person
    if (basicConstraints?.ca !== true) return [failed("chain-refused", `${name} is not a CA.`)];
    if (!keyUsage?.has("keyCertSign"))
      return [failed("chain-refused", `${name} has a key that may not sign certificates.`)];
    const casBelow = chain.certificates.slice(1, below + 1).filter((ca) => !isSelfIssued(ca)).length;
    const isTooDeep = basicConstraints.pathLength !== undefined && casBelow > basicConstraints.pathLength;
    return isTooDeep ? [failed("chain-refused", `${name} may not have ${casBelow} CAs below it.`)] : [];
  });
  return problems.length > 0 ? problems : [passed("Every issuer may issue.")];
}

export function keysAreStrong({ chain }: ChainFacts): readonly Said[] {
  const signed = chain.anchor ? chain.certificates.slice(0, -1) : chain.certificates; // nobody relies on the anchor's signature
  const weakSignatures = signed.filter(({ signatureAlgorithm }) => !isKnownAlgorithm(signatureAlgorithm));
  const weakKeys = chain.certificates.filter((certificate) => !hasStrongKey(certificate));
  const problems = [
    ...weakSignatures.map(() =>
      failed("weak-algorithm", "A certificate is signed by something else than RSA with SHA-2."),
    ),
    ...weakKeys.map(() => failed("weak-algorithm", `A key is not RSA of at least ${MIN_RSA_BITS} bits.`)),
  ];
  return problems.length > 0 ? problems : [passed("Keys and signatures are RSA with SHA-2.")];
}

/** A critical extension that is not understood forbids the use (RFC 5280 section 4.2). */
export function everythingCriticalIsKnown({ chain }: ChainFacts): readonly Said[] {
  const unknown = chain.certificates.flatMap((certificate) => certificate.unknownCriticalExtensions);
  const unsupported = chain.certificates.flatMap((certificate) => certificate.unsupportedExtensions);
  const problems = [
    ...unknown.map((oid) => failed("chain-refused", `The critical extension ${oid} is unknown.`)),
    ...unsupported.map((oid) => undetermined("unsupported-chain", `The path constraint ${oid} is not supported.`)),
  ];
  return problems.length > 0 ? problems : [passed("No unknown critical extension.")];
}

export function wasValidThen({ chain, at }: ChainFacts): readonly Said[] {
  const problems = chain.certificates.flatMap(({ notBefore, notAfter }, index) => {
    const which = index === 0 ? "The certificate" : "An issuer's certificate";
    if (at < notBefore) return [failed("not-yet-valid", `${which} is valid from ${notBefore.toISOString()} only.`)];
    return at > notAfter ? [failed("expired", `${which} expired at ${notAfter.toISOString()}.`)] : [];
  });
  return problems.length > 0 ? problems : [passed(`All certificates were valid at ${at.toISOString()}.`)];
}

export function wasNotRevokedThen({ revocation, requireRevocation }: ChainFacts): Said {
  const answer = revocation[0];
  if (!answer) return unchecked("Nobody was asked, as the chain reached no anchor.");
  if (answer.status === "good") return passed(`Not revoked, says ${describeEvidence(answer.evidence)}.`);
  if (answer.status === "revoked") {
    return failed("revoked", `Revoked at ${answer.revokedAt.toISOString()} (${answer.cause}).`);
  }
  const reason = answer.status === "unknown" ? "revocation-unknown" : "revocation-unavailable";
  const text = `Whether it was revoked cannot be told: ${answer.problems.join("; ")}.`;
  return requireRevocation ? undetermined(reason, text) : unchecked(text);
}

/** Nobody at hand knows what was asked, so a nonce says nothing of the answer's age; its times do. */
function describeEvidence({ source, nonce }: RevocationEvidence): string {
  if (source === "crl") return "a CRL answer";
  return nonce === "not-compared" ? "an OCSP answer, whose nonce had no request to be compared with" : "an OCSP answer";
}

export function issuersWereNotRevokedThen({ revocation, requireCaRevocation }: ChainFacts): readonly Said[] {
  return revocation.slice(1).map((answer) => {
    if (answer.status === "good") return passed("The issuer was not revoked.");
    if (answer.status === "revoked")
      return failed("revoked", `The issuer was revoked at ${answer.revokedAt.toISOString()}.`);
    const text = `The issuer's own status was not checked: ${answer.problems.join("; ")}.`;
    return requireCaRevocation ? undetermined("revocation-unknown", text) : unchecked(text);
  });
}
