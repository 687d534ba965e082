import { createHash } from "node:crypto";
import type { Certificate } from "../certificate/certificate.js";
import type { BasicOcspAnswer, OcspAnswer, SingleAnswer } from "./read-ocsp.js";
import type { RevocationQuestion } from "./revocation.js";
import type { Statement } from "./weigh-status.js";

const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

/** What an answer says about a certificate, or in words why it may not speak about it. */
export function readOcspStatement(answer: OcspAnswer, question: RevocationQuestion): Statement | string {
  if (answer.status === "refused") return `the responder refused: ${answer.why}`;
  const [single, ...more] = answer.singles;
  if (!single || more.length > 0) return "the answer is not about exactly one certificate";
  if (!isAbout(single, question)) return "the answer is about another certificate";
  const responder = findResponder(answer, question);
  if (typeof responder === "string") return responder;
  if (!answer.isSignedBy(responder.publicKey)) return "the answer is not signed by the responder it names";
  if (single.status === "unknown") return "the responder does not know the certificate";
  const { thisUpdate, nextUpdate, revocation } = single;
  return { evidence: { source: "ocsp", thisUpdate, nextUpdate, signedBy: responder.subject.text }, revocation };
}

function isAbout(single: SingleAnswer, { certificate, issuer }: RevocationQuestion): boolean {
  const isHashOf = (hash: Uint8Array, bytes: Uint8Array) => createHash(single.hash).update(bytes).digest().equals(hash);
  return (
    single.serial === certificate.serial &&
    isHashOf(single.issuerNameHash, certificate.issuer.der) &&
    isHashOf(single.issuerKeyHash, issuer.publicKeyBits)
  );
}

/** The issuer itself, or one to whom it delegated (RFC 6960 section 4.2.2.2). */
function findResponder(answer: BasicOcspAnswer, { issuer, at }: RevocationQuestion): Certificate | string {
  if (isNamed(answer, issuer)) return issuer;
  const delegate = answer.certificates.find((certificate) => isNamed(answer, certificate));
  if (!delegate) return "the answer comes without its responder's certificate";
  if (delegate.issuer.key !== issuer.subject.key || !delegate.isSignedBy(issuer.publicKey)) {
    return "the responder was not appointed by the certificate's issuer";
  }
  return findDelegateProblem(delegate, answer.producedAt, at) ?? delegate;
}

function isNamed({ responder }: BasicOcspAnswer, { subject, publicKeyBits }: Certificate): boolean {
  if ("nameKey" in responder) return responder.nameKey === subject.key;
  return createHash("sha1").update(publicKeyBits).digest().equals(responder.keyHash);
}

function findDelegateProblem(delegate: Certificate, producedAt: Date, at: Date): string | undefined {
  if (!delegate.extendedKeyUsage.includes(OCSP_SIGNING)) return "the responder's certificate is not for OCSP signing";
  if (delegate.keyUsage && !delegate.keyUsage.has("digitalSignature")) return "the responder's key may not sign";
  if (delegate.unknownCriticalExtensions.length > 0)
    return "the responder's certificate has unknown critical extensions";
  // Without ocsp-nocheck its own status would have to be asked about, and so on.
  if (!delegate.hasOcspNoCheck) return "the responder's certificate lacks ocsp-nocheck";
  if (producedAt < delegate.notBefore || delegate.notAfter < producedAt)
    return "the responder's certificate was not valid when it answered";
  // That time is the responder's own word: with a key that has run out, anybody could date an answer back.
  return delegate.notAfter < at ? "the responder's certificate has expired since" : undefined;
}
