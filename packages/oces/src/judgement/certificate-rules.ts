/** What an OCES certificate must be besides well certified: one function per rule, each saying what it found. */
import type { CertificateFacts } from "./facts.js";
import { failed, passed, type Said, unchecked } from "./finding.js";

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
