/** One function per rule. Each looks at the facts and says what it found; texts name certificates by their part, not by whose they are. */
import { isKnownAlgorithm } from "../certificate/verify-signature.js";
import type { CertificateFacts } from "./facts.js";
import { failed, passed, type Said, unchecked, undetermined } from "./finding.js";

const MIN_RSA_BITS = 2048;
const ANY_POLICY = "2.5.29.32.0";
const ANY_USE = "2.5.29.37.0";
const CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
const EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";

/** Test and production have roots of their own, and policies of their own. */
export function belongsToTheEnvironment({ chain, subject, trust }: CertificateFacts): Said {
  if (chain.isForeign) return failed("wrong-environment", "The chain ends at an anchor of the other environment.");
  const own = "environment" in subject ? subject.environment : undefined;
  if (trust.environment === undefined || own === undefined) return unchecked("No environment to compare with.");
  return own === trust.environment
    ? passed(`The policy is one of the ${own} environment.`)
    : failed("wrong-environment", `The policy is one of the ${own} environment, but ${trust.environment} is trusted.`);
}

export function reachesAnAnchor({ chain }: CertificateFacts): Said {
  const { anchor, certificates } = chain;
  return anchor
    ? passed(`A chain of ${certificates.length} certificates ends at the anchor ${anchor.subject.text}.`)
    : failed("untrusted", `No trust anchor was reached after ${certificates.length} certificates.`);
}

/** RFC 5280 section 6.1.4 (k), (l), (m), (n): who signs certificates must be a CA, be meant to sign them, and not too deep down. */
export function issuersMayIssue({ chain }: CertificateFacts): readonly Said[] {
  const problems = chain.certificates.slice(1).flatMap(({ basicConstraints, keyUsage }, below) => {
    const name = `Issuer ${below + 1}`; // not by its subject: it may turn out to be a person
    if (basicConstraints?.ca !== true) return [failed("chain-refused", `${name} is not a CA.`)];
    if (!keyUsage?.has("keyCertSign"))
      return [failed("chain-refused", `${name} has a key that may not sign certificates.`)];
    const casBelow = chain.certificates.slice(1, below + 1).filter((ca) => ca.subject.key !== ca.issuer.key).length;
    const isTooDeep = basicConstraints.pathLength !== undefined && casBelow > basicConstraints.pathLength;
    return isTooDeep ? [failed("chain-refused", `${name} may not have ${casBelow} CAs below it.`)] : [];
  });
  return problems.length > 0 ? problems : [passed("Every issuer may issue.")];
}

export function keysAreStrong({ chain }: CertificateFacts): readonly Said[] {
  const signed = chain.anchor ? chain.certificates.slice(0, -1) : chain.certificates; // nobody relies on the anchor's signature
  const weakSignatures = signed.filter(({ signatureAlgorithm }) => !isKnownAlgorithm(signatureAlgorithm));
  const weakKeys = chain.certificates.filter(({ publicKey }) => {
    return publicKey.asymmetricKeyType !== "rsa" || (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS;
  });
  const problems = [
    ...weakSignatures.map(() =>
      failed("weak-algorithm", "A certificate is signed by something else than RSA with SHA-2."),
    ),
    ...weakKeys.map(() => failed("weak-algorithm", `A key is not RSA of at least ${MIN_RSA_BITS} bits.`)),
  ];
  return problems.length > 0 ? problems : [passed("Keys and signatures are RSA with SHA-2.")];
}

/** A critical extension that is not understood forbids the use (RFC 5280 section 4.2). */
export function everythingCriticalIsKnown({ chain }: CertificateFacts): readonly Said[] {
  const unknown = chain.certificates.flatMap((certificate) => certificate.unknownCriticalExtensions);
  const unsupported = chain.certificates.flatMap((certificate) => certificate.unsupportedExtensions);
  const problems = [
    ...unknown.map((oid) => failed("chain-refused", `The critical extension ${oid} is unknown.`)),
    ...unsupported.map((oid) => undetermined("unsupported-chain", `The path constraint ${oid} is not supported.`)),
  ];
  return problems.length > 0 ? problems : [passed("No unknown critical extension.")];
}

/** The CAs between the anchor and the certificate must allow its policy (RFC 5280 section 6.1.3 (d)). */
export function issuersCoverThePolicy({ certificate, chain }: CertificateFacts): Said {
  const issuers = chain.certificates.slice(1, chain.anchor ? -1 : undefined);
  const isCovered = issuers.every(({ policies }) => {
    return policies.includes(ANY_POLICY) || certificate.policies.every((policy) => policies.includes(policy));
  });
  return isCovered ? passed("The CAs allow the policy.") : failed("wrong-policy", "A CA does not allow the policy.");
}

/** Serial number and policy must name the same kind. */
export function isAnOcesSubject({ subject }: CertificateFacts): Said {
  if (!("problem" in subject)) return passed(`It is a ${subject.kind} of the ${subject.environment} environment.`);
  return subject.problem === "bad-policy"
    ? failed("wrong-policy", "The policy is not one of OCES for this kind of subject.")
    : failed("wrong-kind", "The subject is not one of OCES.");
}

export function isOfAnAcceptedKind({ subject, kinds }: CertificateFacts): Said {
  if ("problem" in subject) return unchecked("Without an OCES subject there is no kind.");
  return kinds.includes(subject.kind)
    ? passed(`${subject.kind} is accepted.`)
    : failed("wrong-kind", `It is a ${subject.kind}; accepted are ${kinds.join(", ")}.`);
}

export function keyMaySign({ certificate }: CertificateFacts): Said {
  const { keyUsage, extendedKeyUsage, basicConstraints } = certificate;
  if (!keyUsage?.has("digitalSignature")) return failed("wrong-key-usage", "The key is not for digital signatures.");
  if (basicConstraints?.ca === true || keyUsage.has("keyCertSign") || keyUsage.has("cRLSign")) {
    return failed("wrong-key-usage", "It is a CA's certificate.");
  }
  const uses = [ANY_USE, CLIENT_AUTHENTICATION, EMAIL_PROTECTION];
  const isLimited = extendedKeyUsage.length > 0 && !extendedKeyUsage.some((use) => uses.includes(use));
  return isLimited ? failed("wrong-key-usage", "It is for another purpose only.") : passed("The key may sign.");
}

export function wasValidThen({ chain, at }: CertificateFacts): readonly Said[] {
  const problems = chain.certificates.flatMap(({ notBefore, notAfter }, index) => {
    const which = index === 0 ? "The certificate" : "An issuer's certificate";
    if (at < notBefore) return [failed("not-yet-valid", `${which} is valid from ${notBefore.toISOString()} only.`)];
    return at > notAfter ? [failed("expired", `${which} expired at ${notAfter.toISOString()}.`)] : [];
  });
  return problems.length > 0 ? problems : [passed(`All certificates were valid at ${at.toISOString()}.`)];
}

export function wasNotRevokedThen({ revocation }: CertificateFacts): Said {
  const answer = revocation[0];
  if (!answer) return unchecked("Nobody was asked, as the chain reached no anchor.");
  if (answer.status === "good") return passed(`Not revoked, says a ${answer.evidence.source.toUpperCase()} answer.`);
  if (answer.status === "revoked") {
    return failed("revoked", `Revoked at ${answer.revokedAt.toISOString()} (${answer.cause}).`);
  }
  const reason = answer.status === "unknown" ? "revocation-unknown" : "revocation-unavailable";
  return undetermined(reason, `Whether it was revoked cannot be told: ${answer.problems.join("; ")}.`);
}

export function issuersWereNotRevokedThen({ revocation, requireCaRevocation }: CertificateFacts): readonly Said[] {
  return revocation.slice(1).map((answer) => {
    if (answer.status === "good") return passed("The issuer was not revoked.");
    if (answer.status === "revoked")
      return failed("revoked", `The issuer was revoked at ${answer.revokedAt.toISOString()}.`);
    const text = `The issuer's own status was not checked: ${answer.problems.join("; ")}.`;
    return requireCaRevocation ? undetermined("revocation-unknown", text) : unchecked(text);
  });
}
