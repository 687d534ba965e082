import { createHash } from "node:crypto";
import type { Certificate } from "../certificate/certificate.js";
import { findResponder } from "./find-responder.js";
import type { BasicOcspAnswer, OcspAnswer, SingleAnswer } from "./read-ocsp.js";
import type { RevocationQuestion } from "./revocation.js";
import type { Statement } from "./weigh-status.js";

/** Why an answer says nothing. `forged`: somebody speaks who has no right to; else it is about something else, or not an answer. */
export interface OcspProblem {
  readonly problem: string;
  readonly forged: boolean;
}

/** What an answer says about a certificate, or in words why it may not speak about it. */
export function readOcspStatement(answer: OcspAnswer, question: RevocationQuestion): Statement | string {
  const statement = examineOcspAnswer(answer, question);
  return "problem" in statement ? statement.problem : statement;
}

/** The same, and whether a problem is one of authenticity. */
export function examineOcspAnswer(answer: OcspAnswer, question: RevocationQuestion): Statement | OcspProblem {
  if (answer.status === "refused") return silent(`the responder refused: ${answer.why}`);
  const [single, ...more] = answer.singles.filter((each) => isAbout(each, question));
  if (!single) return silent("the answer is about another certificate");
  if (more.length > 0) return silent("the answer is not about exactly one certificate: it says two things of this one");
  const responder = findResponder(answer, question);
  if (typeof responder === "string") return { problem: responder, forged: true };
  if (!answer.isSignedBy(responder.publicKey))
    return { problem: "the answer is not signed by the responder it names", forged: true };
  if (single.status === "unknown") return silent("the responder does not know the certificate");
  const { thisUpdate, nextUpdate, revocation } = single;
  if (nextUpdate && nextUpdate < thisUpdate) return silent("its next answer is due before it was made");
  return { evidence: { ...evidenceOf(answer, responder), thisUpdate, nextUpdate }, revocation };
}

function silent(problem: string): OcspProblem {
  return { problem, forged: false };
}

function evidenceOf({ producedAt, nonce }: BasicOcspAnswer, responder: Certificate) {
  return {
    source: "ocsp",
    producedAt,
    ...(nonce && { nonce: "not-compared" as const }),
    signedBy: responder.subject.text,
  } as const;
}

function isAbout(single: SingleAnswer, { certificate, issuer }: RevocationQuestion): boolean {
  const isHashOf = (hash: Uint8Array, bytes: Uint8Array) => createHash(single.hash).update(bytes).digest().equals(hash);
  return (
    single.serial === certificate.serial &&
    isHashOf(single.issuerNameHash, certificate.issuer.der) &&
    isHashOf(single.issuerKeyHash, issuer.publicKeyBits)
  );
}
