/**
 * What holds for a chain of any purpose (RFC 5280 section 6). One function per rule: each looks at the facts and says what it
 * found; texts name certificates by their place, not by whose they are.
 */
import { describeRefusal } from "../certificate/signature-algorithm.js";
import { findKeyProblem } from "../certificate/strong-key.js";
import type { RevocationEvidence } from "../revocation/revocation.js";
import { isSelfIssued } from "../trust/chain.js";
import type { ChainFacts } from "./chain-facts.js";
import { failed, passed, type Said, unchecked, undetermined } from "./finding.js";

/** Whoever allowed SHA-1 shall be told that they relied on it. */
export const SHA1_WARNING =
  "Signed with SHA-1, as was allowed, which alone does not rule out a certificate prepared to have the same digest";

export function reachesAnAnchor({ chain }: ChainFacts): Said {
  const { anchor, certificates, isOneOfTooMany, gap } = chain;
  if (anchor)
    return passed(`A chain of ${certificates.length} certificates ends at the anchor ${anchor.subject.text}.`);
  if (isOneOfTooMany) return undetermined("unsupported-chain", "There are more possible chains than are tried.");
  if (gap) {
    const text = `Certificate ${certificates.length} of the chain is ${describeRefusal(certificates.at(-1)!.signatureAlgorithm)}.`;
    return gap === "weak" ? failed("weak-algorithm", text) : undetermined("unsupported-chain", text);
  }
  return failed("untrusted", `No trust anchor was reached after ${certificates.length} certificates.`);
}

/** RFC 5280 section 6.1.4 (k), (l), (m), (n): who signs certificates must be a CA, be meant to sign them, and not too deep down. */
export function issuersMayIssue({ chain }: ChainFacts): readonly Said[] {
  const problems = chain.certificates.slice(1).flatMap(({ basicConstraints, keyUsage, subject }, below) => {
    const name = `Issuer ${below + 1}`; // not by its subject: it may turn out to be a person
    // RFC 5280 4.1.2.6: without a name, names do not chain.
    if (subject.partKeys.length === 0) return [failed("chain-refused", `${name} has no name.`)];
    if (basicConstraints?.ca !== true) return [failed("chain-refused", `${name} is not a CA.`)];
    if (!keyUsage?.has("keyCertSign"))
      return [failed("chain-refused", `${name} has a key that may not sign certificates.`)];
    const casBelow = chain.certificates.slice(1, below + 1).filter((ca) => !isSelfIssued(ca)).length;
    const isTooDeep = basicConstraints.pathLength !== undefined && casBelow > basicConstraints.pathLength;
    return isTooDeep ? [failed("chain-refused", `${name} may not have ${casBelow} CAs below it.`)] : [];
  });
  return problems.length > 0 ? problems : [passed("Every issuer may issue.")];
}

/** Signatures that are weak, or that nobody here can check, are in no chain: what is left to say is which ones are old. */
export function keysAreStrong({ chain }: ChainFacts): readonly Said[] {
  const problems = chain.certificates.flatMap((certificate, index): readonly Said[] => {
    const problem = findKeyProblem(certificate);
    if (!problem) return [];
    const text = `The key of ${index === 0 ? "the certificate" : `issuer ${index}`} ${problem.text}.`;
    return [problem.kind === "weak" ? failed("weak-algorithm", text) : undetermined("unsupported-chain", text)];
  });
  const old = chain.certificates
    .slice(0, -1)
    .filter(({ signatureAlgorithm }) => signatureAlgorithm.standing === "sha1");
  const findings = [
    ...problems,
    ...(old.length > 0 ? [unchecked(`${SHA1_WARNING}: ${old.length} of the chain's certificates.`)] : []),
  ];
  return findings.length > 0 ? findings : [passed("Keys and signatures are RSA with SHA-2.")];
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
    const { revokedAt, cause, evidence } = answer;
    return failed("revoked", `Revoked at ${revokedAt.toISOString()} (${cause}), says ${describeEvidence(evidence)}.`);
  }
  const reason = answer.status === "unknown" ? "revocation-unknown" : "revocation-unavailable";
  const text = `Whether it was revoked cannot be told: ${answer.problems.join("; ")}.`;
  return requireRevocation ? undetermined(reason, text) : unchecked(text);
}

/** Nobody at hand knows what was asked, so a nonce says nothing of the answer's age; its times do. */
function describeEvidence({ source, nonce, usesSha1 }: RevocationEvidence): string {
  return [
    source === "crl" ? "a CRL" : "an OCSP answer",
    ...(usesSha1 ? ["signed with SHA-1 as was allowed"] : []),
    ...(nonce === "not-compared" ? ["whose nonce had no request to be compared with"] : []),
  ].join(", ");
}

export function issuersWereNotRevokedThen({ revocation, requireCaRevocation }: ChainFacts): readonly Said[] {
  return revocation.slice(1).map((answer) => {
    if (answer.status === "good")
      return passed(`The issuer was not revoked, says ${describeEvidence(answer.evidence)}.`);
    if (answer.status === "revoked")
      return failed("revoked", `The issuer was revoked at ${answer.revokedAt.toISOString()}.`);
    const text = `The issuer's own status was not checked: ${answer.problems.join("; ")}.`;
    return requireCaRevocation ? undetermined("revocation-unknown", text) : unchecked(text);
  });
}
