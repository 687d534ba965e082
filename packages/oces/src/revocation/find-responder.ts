import { createHash } from "node:crypto";
import type { Certificate } from "../certificate/certificate.js";
import type { BasicOcspAnswer } from "./read-ocsp.js";
import type { RevocationQuestion } from "./revocation.js";

const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
const MIN_RSA_BITS = 2048;

/** The issuer itself, or one to whom it delegated (RFC 6960 section 4.2.2.2); in words why nobody may have answered. */
export function findResponder(answer: BasicOcspAnswer, { issuer, at }: RevocationQuestion): Certificate | string {
  if (isNamed(answer, issuer)) return issuer;
  // A responder that changed its key has two certificates of one name.
  const delegates = answer.certificates.filter((certificate) => isNamed(answer, certificate));
  const judged = delegates.map((delegate) => findDelegateProblem(delegate, issuer, answer.producedAt, at) ?? delegate);
  const fit = judged.filter((delegate): delegate is Certificate => typeof delegate !== "string");
  return (
    fit.find(({ publicKey }) => answer.isSignedBy(publicKey)) ??
    fit[0] ??
    judged[0] ??
    "the answer comes without its responder's certificate"
  );
}

function isNamed({ responder }: BasicOcspAnswer, { subject, publicKeyBits }: Certificate): boolean {
  if ("nameKey" in responder) return responder.nameKey === subject.key;
  return createHash("sha1").update(publicKeyBits).digest().equals(responder.keyHash);
}

function findDelegateProblem(
  delegate: Certificate,
  issuer: Certificate,
  producedAt: Date,
  at: Date,
): string | undefined {
  if (delegate.issuer.key !== issuer.subject.key || !delegate.isSignedBy(issuer.publicKey))
    return "the responder was not appointed by the certificate's issuer";
  if (!delegate.extendedKeyUsage.includes(OCSP_SIGNING)) return "the responder's certificate is not for OCSP signing";
  if (delegate.keyUsage && !delegate.keyUsage.has("digitalSignature")) return "the responder's key may not sign";
  if ((delegate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS)
    return `the responder's key is not RSA of at least ${MIN_RSA_BITS} bits`;
  if (delegate.unknownCriticalExtensions.length > 0)
    return "the responder's certificate has unknown critical extensions";
  // Without ocsp-nocheck its own status would have to be asked about, and so on.
  if (!delegate.hasOcspNoCheck) return "the responder's certificate lacks ocsp-nocheck";
  if (producedAt < delegate.notBefore || delegate.notAfter < producedAt)
    return "the responder's certificate was not valid when it answered";
  // That time is the responder's own word: with a key that has run out, anybody could date an answer back.
  return delegate.notAfter < at ? "the responder's certificate has expired since" : undefined;
}
