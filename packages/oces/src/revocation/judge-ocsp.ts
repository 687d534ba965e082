import { createHash } from "node:crypto";
import type { Certificate } from "../certificate/certificate.js";
import { doubt, findResponder, type OcspProblem, problemOf } from "./find-responder.js";
import type { BasicOcspAnswer, OcspAnswer, SingleAnswer } from "./read-ocsp.js";
import type { RevocationQuestion } from "./revocation.js";
import type { Statement } from "./weigh-status.js";

/** What an answer says about a certificate, or in words why it may not speak about it. */
export function readOcspStatement(answer: OcspAnswer, question: RevocationQuestion): Statement | string {
  const statement = examineOcspAnswer(answer, question);
  return "problem" in statement ? statement.problem : statement;
}

/** The same, and whether a problem is one of authenticity. */
export function examineOcspAnswer(answer: OcspAnswer, question: RevocationQuestion): Statement | OcspProblem {
  if (answer.status === "refused") return doubt(`the responder refused: ${answer.why}`);
  if (answer.unsupported) return doubt(`the answer is not supported: ${answer.unsupported}`);
  if (answer.singles.some(({ hash, serial }) => hash === undefined && serial === question.certificate.serial))
    return doubt("the answer names a certificate of that serial by an unknown hash");
  const [single, ...more] = answer.singles.filter((each) => isAbout(each, question));
  if (!single) return doubt("the answer is about another certificate");
  if (more.length > 0) return doubt("the answer is not about exactly one certificate: it says two things of this one");
  const responder = findResponder(answer, question);
  if ("problem" in responder) return responder;
  const problem = problemOf(answer, responder, question, {
    signed: "the answer",
    ifForged: "the answer is not signed by the responder it names",
  });
  if (problem) return problem;
  if (single.status === "unknown") return doubt("the responder does not know the certificate");
  const { thisUpdate, nextUpdate, revocation } = single;
  if (nextUpdate && nextUpdate < thisUpdate) return doubt("its next answer is due before it was made");
  return { evidence: { ...evidenceOf(answer, responder, question), thisUpdate, nextUpdate }, revocation };
}

function evidenceOf(answer: BasicOcspAnswer, responder: Certificate, { issuer }: RevocationQuestion) {
  const { producedAt, nonce, der } = answer;
  const reliedOn = responder === issuer ? [answer] : [answer, responder];
  const usesSha1 = reliedOn.some(({ signatureAlgorithm }) => signatureAlgorithm.standing === "sha1");
  return {
    source: "ocsp",
    producedAt,
    ...(nonce && { nonce: "not-compared" as const }),
    signedBy: responder.subject.text,
    der,
    ...(usesSha1 && { usesSha1: true as const }),
  } as const;
}

function isAbout(single: SingleAnswer, { certificate, issuer }: RevocationQuestion): boolean {
  const { hash, serial, issuerNameHash, issuerKeyHash } = single;
  if (hash === undefined || serial !== certificate.serial) return false;
  const isHashOf = (given: Uint8Array, bytes: Uint8Array) => createHash(hash).update(bytes).digest().equals(given);
  return isHashOf(issuerNameHash, certificate.issuer.der) && isHashOf(issuerKeyHash, issuer.publicKeyBits);
}
