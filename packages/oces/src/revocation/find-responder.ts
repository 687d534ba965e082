import { createHash } from "node:crypto";
import type { Certificate } from "../certificate/certificate.js";
import { describeRefusal } from "../certificate/signature-algorithm.js";
import { findKeyProblem } from "../certificate/strong-key.js";
import type { BasicOcspAnswer } from "./read-ocsp.js";
import type { RevocationQuestion } from "./revocation.js";

const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

/** Why an answer says nothing. `forged`: somebody speaks who has no right to; `doubt`: about something else, or not to be judged. */
export interface OcspProblem {
  readonly problem: string;
  readonly kind: "forged" | "weak" | "doubt";
}

/** The issuer itself, or one to whom it delegated (RFC 6960 section 4.2.2.2); else why nobody may have answered. */
export function findResponder(answer: BasicOcspAnswer, question: RevocationQuestion): Certificate | OcspProblem {
  if (isNamed(answer, question.issuer)) return question.issuer;
  // A responder that changed its key has two certificates of one name.
  const delegates = answer.certificates.filter((certificate) => isNamed(answer, certificate));
  const judged = delegates.map((delegate) => findProblem(delegate, answer.producedAt, question) ?? delegate);
  const fit = judged.filter((delegate): delegate is Certificate => !("problem" in delegate));
  return (
    fit.find(({ publicKey }) => answer.checkSignature(publicKey, question) === "holds") ??
    fit[0] ??
    judged[0] ??
    doubt("the answer comes without its responder's certificate")
  );
}

export function doubt(problem: string): OcspProblem {
  return { problem, kind: "doubt" };
}

/** What is wrong with a signature that `signer` should have made. */
export function problemOf(
  { signatureAlgorithm, checkSignature }: Pick<BasicOcspAnswer, "signatureAlgorithm" | "checkSignature">,
  signer: Certificate,
  question: RevocationQuestion,
  words: { readonly signed: string; readonly ifForged: string },
): OcspProblem | undefined {
  const check = checkSignature(signer.publicKey, question);
  if (check === "holds") return undefined;
  if (check === "fails") return { problem: words.ifForged, kind: "forged" };
  const problem = `${words.signed} is ${describeRefusal(signatureAlgorithm)}`;
  return { problem, kind: check === "weak" ? "weak" : "doubt" };
}

function isNamed({ responder }: BasicOcspAnswer, { subject, publicKeyBits }: Certificate): boolean {
  if ("nameKey" in responder) return responder.nameKey === subject.key;
  return createHash("sha1").update(publicKeyBits).digest().equals(responder.keyHash);
}

function findProblem(delegate: Certificate, producedAt: Date, question: RevocationQuestion): OcspProblem | undefined {
  const misplaced = findMisplacement(delegate, question);
  if (misplaced) return misplaced;
  const usurped = findUsurpation(delegate, producedAt);
  if (usurped) return { problem: usurped, kind: "forged" };
  const key = findKeyProblem(delegate);
  if (key) return doubt(`the responder's key ${key.text}`);
  if (delegate.unknownCriticalExtensions.length > 0)
    return doubt("the responder's certificate has unknown critical extensions");
  // Without ocsp-nocheck its own status would have to be asked about, and so on.
  if (!delegate.hasOcspNoCheck) return doubt("the responder's certificate lacks ocsp-nocheck");
  // The time of the answer is its own word: with a key that has run out, anybody could date one back.
  return delegate.notAfter < question.at ? doubt("the responder's certificate has expired since") : undefined;
}

/** Only the certificate's own issuer can appoint a responder. */
function findMisplacement(delegate: Certificate, question: RevocationQuestion): OcspProblem | undefined {
  const ifForged = "the responder was not appointed by the certificate's issuer";
  if (delegate.issuer.key !== question.issuer.subject.key) return { problem: ifForged, kind: "forged" };
  return problemOf(delegate, question.issuer, question, { signed: "the responder's certificate", ifForged });
}

/** Why the holder of that certificate never had a right to answer. */
function findUsurpation(delegate: Certificate, producedAt: Date): string | undefined {
  if (!delegate.extendedKeyUsage.includes(OCSP_SIGNING)) return "the responder's certificate is not for OCSP signing";
  if (delegate.keyUsage && !delegate.keyUsage.has("digitalSignature")) return "the responder's key may not sign";
  const wasValid = delegate.notBefore <= producedAt && producedAt <= delegate.notAfter;
  return wasValid ? undefined : "the responder's certificate was not valid when it answered";
}
