/** One OCSP answer by itself: whose it is, what of, and what it says about a certificate at a time. */
import type { Certificate } from "../certificate/certificate.js";
import { describeRefusal } from "../certificate/signature-algorithm.js";
import { findKeyProblem } from "../certificate/strong-key.js";
import type { SignatureRules } from "../certificate/verify-signature.js";
import { doubt } from "../revocation/find-responder.js";
import { examineOcspAnswer } from "../revocation/judge-ocsp.js";
import { offlineRevocation } from "../revocation/offline-revocation.js";
import type { OcspAnswer } from "../revocation/read-ocsp.js";
import type { RevocationAnswer } from "../revocation/revocation.js";
import { isOfTheFuture, weighStatement } from "../revocation/weigh-status.js";
import type { Trust } from "../trust/trust.js";
import { applyRules, type Rules } from "./apply-rules.js";
import { SHA1_WARNING } from "./chain-rules.js";
import { failed, passed, type Said, unchecked, undetermined, type Verdict } from "./finding.js";
import { judgeChain } from "./judge-chain.js";

export interface OcspQuestion extends SignatureRules {
  readonly answer: OcspAnswer;
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly at: Date;
  /** The time it really is: an answer that is dated later says nothing. */
  readonly now: Date;
  /** Where the issuer must lead to; without it the issuer is taken as it is given. */
  readonly trust?: Trust;
  readonly untrusted?: readonly Certificate[];
}

export interface OcspReport extends Verdict {
  readonly revocation: RevocationAnswer;
}

interface OcspFacts extends OcspQuestion {
  readonly issuance: Said;
  readonly spoken: ReturnType<typeof examineOcspAnswer>;
  readonly revocation: RevocationAnswer;
}

const RULES: Rules<OcspFacts> = {
  issuance: didIssue,
  issuer: ({ issuance }) => issuance,
  answer: mayBeBelieved,
  validity: wasValid,
  revocation: wasNotRevoked,
  nonce: isAboutThisRequest,
};

/** A revoked certificate and a forged answer are "invalid"; an answer that says nothing of the time leaves it open. */
export async function judgeOcspAnswer(question: OcspQuestion): Promise<OcspReport> {
  const spoken = refuseFuture(examineOcspAnswer(question.answer, question), question.now);
  const revocation: RevocationAnswer =
    "problem" in spoken ? { status: "unknown", problems: [spoken.problem] } : weighStatement(spoken, question);
  const verdict = applyRules(RULES, { ...question, issuance: await judgeIssuer(question), spoken, revocation });
  return { ...verdict, revocation };
}

function refuseFuture(spoken: OcspFacts["spoken"], now: Date): OcspFacts["spoken"] {
  const isOdd = !("problem" in spoken) && isOfTheFuture(spoken.evidence, now);
  return isOdd ? doubt("the answer is from the future") : spoken;
}

function didIssue({ certificate, issuer, allowSha1 }: OcspFacts): Said {
  const check =
    certificate.issuer.key === issuer.subject.key
      ? certificate.checkSignature(issuer.publicKey, { allowSha1 })
      : "fails";
  if (check === "fails") return failed("chain-refused", "The certificate is not of this issuer.");
  if (check !== "holds") return refuse(check, `The certificate is ${describeRefusal(certificate.signatureAlgorithm)}.`);
  if (issuer.basicConstraints?.ca !== true) return failed("chain-refused", "The issuer is not a CA.");
  const problem = findKeyProblem(issuer);
  if (problem) return refuse(problem.kind, `The issuer's key ${problem.text}.`);
  return certificate.signatureAlgorithm.standing === "sha1"
    ? unchecked(`${SHA1_WARNING}.`)
    : passed("The certificate is of this issuer.");
}

function refuse(kind: "weak" | "unsupported", text: string): Said {
  return kind === "weak" ? failed("weak-algorithm", text) : undetermined("unsupported-chain", text);
}

async function judgeIssuer({ issuer, trust, untrusted = [], at, allowSha1 }: OcspQuestion): Promise<Said> {
  if (!trust) return unchecked("The issuer is taken as it is given: nobody named an anchor.");
  if (trust.fingerprints.has(issuer.fingerprint)) return passed("The issuer is an anchor.");
  const revocation = offlineRevocation({});
  const question = { certificate: issuer, untrusted, trust, at, allowSha1, revocation, requireRevocation: false };
  const { outcome, reason, findings } = await judgeChain(question);
  if (outcome === "valid") return passed("The issuer leads to an anchor; its own status was not checked.");
  const text = findings.find((finding) => finding.reason === reason)?.text ?? "";
  return {
    level: outcome === "invalid" ? "failed" : "undetermined",
    reason: reason ?? "untrusted",
    text: `Issuer: ${text}`,
  };
}

function mayBeBelieved({ spoken }: OcspFacts): Said {
  if (!("problem" in spoken)) {
    const { signedBy, usesSha1 } = spoken.evidence;
    return passed(`The answer is signed by ${signedBy}, who may${usesSha1 ? "; with SHA-1, as was allowed" : ""}.`);
  }
  const { kind, problem } = spoken;
  if (kind === "doubt") return undetermined("revocation-unknown", `It says nothing: ${problem}.`);
  return failed(kind === "weak" ? "weak-algorithm" : "untrusted", `It must not be believed: ${problem}.`);
}

function wasValid({ certificate: { notBefore, notAfter }, at }: OcspFacts): Said {
  if (at < notBefore) return failed("not-yet-valid", `The certificate is valid from ${notBefore.toISOString()} only.`);
  return at > notAfter
    ? failed("expired", `The certificate expired at ${notAfter.toISOString()}.`)
    : passed(`The certificate was valid at ${at.toISOString()}.`);
}

function wasNotRevoked({ revocation, spoken }: OcspFacts): readonly Said[] {
  if ("problem" in spoken) return []; // said already
  if (revocation.status === "good") return [passed("The certificate was not revoked.")];
  return revocation.status === "revoked"
    ? [failed("revoked", `Revoked at ${revocation.revokedAt.toISOString()} (${revocation.cause}).`)]
    : [undetermined("revocation-unknown", `Whether it was revoked cannot be told: ${revocation.problems.join("; ")}.`)];
}

function isAboutThisRequest({ answer }: OcspFacts): Said {
  if (answer.status === "refused" || !answer.nonce)
    return unchecked("The answer carries no nonce: its times alone tell its age.");
  return unchecked("The nonce cannot be compared: the request is not at hand.");
}
