/** The five questions about an LTV-SDO. The seal stands before all others: what it does not hold for is not told by what is inside. */
import { type Answer, answerQuestions, type Finding, type MessageReport, type Question } from "@eid-gateway/oces";
import type { SealReport } from "../xades/seal-report.js";
import type { LtvSdoReport } from "./ltv-sdo-report.js";

const QUESTIONS: readonly Question[] = ["who-signed", "what-was-signed", "is-it-intact", "was-the-certificate-good"];

export function answerLtvSdo(report: LtvSdoReport): readonly Answer[] {
  const inside = report.proof && isMessageReport(report.proof) ? answerQuestions(report.proof) : [];
  return [...QUESTIONS.map((question) => answer(question, report, inside)), answerAboutTime(report.seal)];
}

function answer(question: Question, { seal, agreement }: LtvSdoReport, inside: readonly Answer[]): Answer {
  const changed = seal.findings.filter(
    ({ rule, level }) => level === "failed" && ["content", "integrity"].includes(rule),
  );
  if (changed.length > 0)
    return { question, level: question === "is-it-intact" ? "refuted" : "unknown", because: changed };
  const doubts = doubtsOf([...seal.findings, ...seal.timestamps.flatMap(({ findings }) => findings)]);
  if (doubts.length > 0) return { question, level: "unknown", because: doubts };
  const own = inside.find((one) => one.question === question) ?? { question, level: "unknown", because: [] };
  const contradictions = doubtsOf(agreement?.findings ?? []);
  if (own.level !== "proven" || contradictions.length === 0) return own;
  // Intact and of a good certificate, but of somebody or something else than it says outside.
  return isAboutAgreement(question) ? { question, level: "refuted", because: contradictions } : own;
}

function isAboutAgreement(question: Question): boolean {
  return question === "who-signed" || question === "what-was-signed";
}

/** A time-stamp is a third party's word; without one there is the hub's alone. */
function answerAboutTime({ provenTime, timestamps, findings }: SealReport): Answer {
  const question = "what-proves-the-time";
  if (timestamps.length === 0) return { question, level: "claimed", because: [] };
  const because = timestamps.flatMap((timestamp) => timestamp.findings);
  const isWhole = provenTime !== undefined && doubtsOf([...because, ...findings]).length === 0;
  return isWhole ? { question, level: "proven", because } : { question, level: "unknown", because: doubtsOf(because) };
}

function doubtsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ level }) => level === "failed" || level === "undetermined");
}

function isMessageReport(proof: NonNullable<LtvSdoReport["proof"]>): proof is MessageReport {
  return "dialect" in proof;
}
