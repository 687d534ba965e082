/** One report, five questions: a "no" to one of them must not hide the answers to the others. */
import type { Finding } from "../judgement/finding.js";
import type { MessageReport } from "./message-report.js";

/** `proven` and `refuted` rest on signatures; `claimed` on the word of a party alone; `unknown` on nothing. */
export type AnswerLevel = "proven" | "refuted" | "claimed" | "unknown";
export type Question =
  | "who-signed"
  | "what-was-signed"
  | "is-it-intact"
  | "was-the-certificate-good"
  | "what-proves-the-time";
export type Answer = {
  readonly question: Question;
  readonly level: AnswerLevel;
  /** The findings it rests on, as far as they did not pass; all of them when everything did. */
  readonly because: readonly Finding[];
};

/** Integrity comes first in each: what is not intact proves nothing, whoever's certificate lies beside it. */
const INTEGRITY = ["signer", "content", "integrity"];
const IDENTITY = [
  "environment",
  "chain",
  "issuers",
  "names",
  "algorithms",
  "extensions",
  "ca-policies",
  "subject",
  "key-usage",
];
const RESTS_ON = {
  "who-signed": [...INTEGRITY, ...IDENTITY, "validity", "revocation", "ca-revocation"],
  "what-was-signed": [...INTEGRITY, "shown", "document", "stylesheet"],
  "is-it-intact": INTEGRITY,
  "was-the-certificate-good": [...IDENTITY, "validity", "revocation", "ca-revocation"],
} as const satisfies Readonly<Partial<Record<Question, readonly string[]>>>;

/** In the order in which a reader asks. */
export function answerQuestions(report: MessageReport): readonly Answer[] {
  const answers = Object.entries(RESTS_ON).map(([question, rules]) => answer(question as Question, rules, report));
  return [...answers, answerAboutTime(report)];
}

function answer(question: Question, rules: readonly string[], { findings }: MessageReport): Answer {
  const relevant = findings.filter(({ rule }) => rules.includes(rule));
  const failures = relevant.filter(({ level }) => level === "failed");
  if (failures.length > 0) return { question, level: "refuted", because: failures };
  const doubts = relevant.filter(({ level }) => level === "undetermined");
  if (doubts.length > 0) return { question, level: "unknown", because: doubts };
  const isAnswered = question === "was-the-certificate-good" ? hasPassed("revocation") : hasPassed("integrity");
  return { question, level: isAnswered ? "proven" : "unknown", because: relevant };

  function hasPassed(rule: string): boolean {
    return relevant.some((finding) => finding.rule === rule && finding.level === "passed");
  }
}

/** NemID's messages hold no time-stamp of a third party: the time is the caller's, or the client's own word. */
function answerAboutTime({ claimedTime, findings }: MessageReport): Answer {
  const because = findings.filter(({ rule }) => rule === "time-stamp");
  return { question: "what-proves-the-time", level: claimedTime === undefined ? "unknown" : "claimed", because };
}
