import type { CertificateQuestion } from "../judgement/facts.js";
import { collectCertificateFacts } from "../judgement/facts.js";
import { conclude, type Finding, type Said } from "../judgement/finding.js";
import { judgeCertificate } from "../judgement/judge-certificate.js";
import { collectValidation, NOTHING, type ValidationData } from "../judgement/validation-data.js";
import type { Expectations } from "./expectations.js";
import type { NemidMessage } from "./message.js";
import type { MessageReport } from "./message-report.js";
import * as rules from "./message-rules.js";
import { writeReport } from "./write-report.js";

/** The reasons win in this order, and all of them before the certificate's: what is not intact says nothing. */
const RULES: Readonly<Record<string, (facts: rules.MessageFacts) => Said>> = {
  signer: rules.hasOneSigner,
  content: rules.isWhatWasHashed,
  integrity: rules.isSignedByTheSigner,
  digest: rules.wasDigestedStrongly,
  action: rules.isTheRightAction,
  challenge: rules.answersTheChallenge,
  "request-issuer": rules.wasMadeForUs,
  "time-stamp": rules.wasMadeInTime,
  shown: rules.wasShown,
  document: rules.isTheExpectedDocument,
  stylesheet: rules.isTheExpectedStylesheet,
};

export interface MessageQuestion
  extends Pick<CertificateQuestion, "trust" | "revocation" | "requireCaRevocation" | "allowSha1"> {
  readonly message: NemidMessage;
  /** The time the answer is about: now for a log-in, the best known signing time for an archived message. */
  readonly at: Date;
  readonly expect?: Expectations;
}

export interface JudgedMessage {
  readonly report: MessageReport;
  readonly validation: ValidationData;
}

/**
 * Who signed, is it intact, was the certificate good at that time, is it the message that was asked for: a report with every
 * finding. Only the outcome "valid" is a yes.
 *
 * @example
 * const report = await judgeMessage({ message: readMessage(bytes), at: clock.now(), trust, revocation, expect: { challenge } });
 * if (report.outcome === "valid") welcome(report.signer);
 */
export async function judgeMessage(question: MessageQuestion): Promise<MessageReport> {
  return (await judgeMessageWithProof(question)).report;
}

/** The same, with what the judgement about the certificate rests on: for those who must be able to make it again in years. */
export async function judgeMessageWithProof(question: MessageQuestion): Promise<JudgedMessage> {
  const { message, at, expect = {} } = question;
  const ownFindings = Object.entries(RULES).map(([rule, apply]): Finding => ({ rule, ...apply({ message, expect }) }));
  const certificate = message.signer;
  if (!certificate)
    return { report: writeReport({ message, at, verdict: conclude(ownFindings) }), validation: NOTHING };
  const facts = await collectCertificateFacts({
    ...question,
    certificate,
    untrusted: message.certificates,
    kinds: expect.kinds,
  });
  const verdict = conclude([...ownFindings, ...judgeCertificate(facts).findings]);
  return { report: writeReport({ message, at, verdict, facts }), validation: collectValidation(facts) };
}
