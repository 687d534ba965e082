import { createHash } from "node:crypto";
import type { Certificate } from "../certificate/certificate.js";
import { hasStrongKey, MIN_RSA_BITS } from "../certificate/strong-key.js";
import type { BasicOcspAnswer } from "./read-ocsp.js";
import type { RevocationQuestion } from "./revocation.js";

const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

/** Why an answer says nothing. `forged`: somebody speaks who has no right to; else it is about something else, or not an answer. */
export interface OcspProblem {
  readonly problem: string;
  readonly forged: boolean;
}

/** The issuer itself, or one to whom it delegated (RFC 6960 section 4.2.2.2); else why nobody may have answered. */
export function findResponder(answer: BasicOcspAnswer, { issuer, at }: RevocationQuestion): Certificate | OcspProblem {
  if (isNamed(answer, issuer)) return issuer;
  // A responder that changed its key has two certificates of one name.
  const delegates = answer.certificates.filter((certificate) => isNamed(answer, certificate));
  const judged = delegates.map((delegate) => judgeDelegate(delegate, issuer, answer.producedAt, at));
  const fit = judged.filter((delegate): delegate is Certificate => !("problem" in delegate));
  return (
    fit.find(({ publicKey }) => answer.isSignedBy(publicKey)) ??
    fit[0] ??
    judged[0] ??
    doubt("the answer comes without its responder's certificate")
  );
}

export function doubt(problem: string): OcspProblem {
  return { problem, forged: false };
}

function isNamed({ responder }: BasicOcspAnswer, { subject, publicKeyBits }: Certificate): boolean {
  if ("nameKey" in responder) return responder.nameKey === subject.key;
  return createHash("sha1").update(publicKeyBits).digest().equals(responder.keyHash);
}

function judgeDelegate(
  delegate: Certificate,
  issuer: Certificate,
  producedAt: Date,
  at: Date,
): Certificate | OcspProblem {
  const usurped = findUsurpation(delegate, issuer, producedAt);
  if (usurped) return { problem: usurped, forged: true };
  if (!hasStrongKey(delegate)) return doubt(`the responder's key is not RSA of at least ${MIN_RSA_BITS} bits`);
  if (delegate.unknownCriticalExtensions.length > 0)
    return doubt("the responder's certificate has unknown critical extensions");
  // Without ocsp-nocheck its own status would have to be asked about, and so on.
  if (!delegate.hasOcspNoCheck) return doubt("the responder's certificate lacks ocsp-nocheck");
  // The time of the answer is its own word: with a key that has run out, anybody could date one back.
  return delegate.notAfter < at ? doubt("the responder's certificate has expired since") : delegate;
}

/** Why the holder of that certificate never had a right to answer. */
function findUsurpation(delegate: Certificate, issuer: Certificate, producedAt: Date): string | undefined {
  if (delegate.issuer.key !== issuer.subject.key || !delegate.isSignedBy(issuer.publicKey))
    return "the responder was not appointed by the certificate's issuer";
  if (!delegate.extendedKeyUsage.includes(OCSP_SIGNING)) return "the responder's certificate is not for OCSP signing";
  if (delegate.keyUsage && !delegate.keyUsage.has("digitalSignature")) return "the responder's key may not sign";
  const wasValid = delegate.notBefore <= producedAt && producedAt <= delegate.notAfter;
  return wasValid ? undefined : "the responder's certificate was not valid when it answered";
}
