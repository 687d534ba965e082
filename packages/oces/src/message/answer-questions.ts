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

const CHANGED = ["content", "integrity"];
const IDENTITY = [
  ...["environment", "chain", "issuers", "names", "algorithms", "extensions", "ca-policies"],
  ...["subject", "key-usage", "validity", "revocation", "ca-revocation"],
];

/** A failure refutes where the question is about it; elsewhere it takes the proof away and proves no opposite. */
interface Grounds {
  readonly question: Question;
  readonly refutedBy: readonly string[];
  readonly alsoRestsOn: readonly string[];
  readonly provenBy: string; // the rule without which nothing is proven
}

/** In the order in which a reader asks. What an expired certificate signed may still be by whom it names: nobody can tell. */
const GROUNDS: readonly Grounds[] = [
  { question: "who-signed", refutedBy: CHANGED, alsoRestsOn: ["signer", ...IDENTITY], provenBy: "revocation" },
  { question: "what-was-signed", refutedBy: CHANGED, alsoRestsOn: ["signer"], provenBy: "integrity" },
  { question: "is-it-intact", refutedBy: CHANGED, alsoRestsOn: ["signer"], provenBy: "integrity" },
  { question: "was-the-certificate-good", refutedBy: IDENTITY, alsoRestsOn: ["signer"], provenBy: "revocation" },
];

export function answerQuestions(report: MessageReport): readonly Answer[] {
  return [...GROUNDS.map((grounds) => answer(grounds, report)), answerAboutTime(report)];
}

function answer({ question, refutedBy, alsoRestsOn, provenBy }: Grounds, { findings }: MessageReport): Answer {
  const relevant = findings.filter(({ rule }) => refutedBy.includes(rule) || alsoRestsOn.includes(rule));
  const refuting = relevant.filter(({ rule, level }) => level === "failed" && refutedBy.includes(rule));
  if (refuting.length > 0) return { question, level: "refuted", because: refuting };
  const doubts = relevant.filter(({ level }) => level === "failed" || level === "undetermined");
  if (doubts.length > 0) return { question, level: "unknown", because: doubts };
  const isProven = relevant.some(({ rule, level }) => rule === provenBy && level === "passed");
  return { question, level: isProven ? "proven" : "unknown", because: relevant };
}

/** NemID's messages hold no time-stamp of a third party: the time is the caller's, or the client's own word. */
function answerAboutTime({ claimedTime, findings }: MessageReport): Answer {
  const because = findings.filter(({ rule }) => rule === "time-stamp");
  return { question: "what-proves-the-time", level: claimedTime === undefined ? "unknown" : "claimed", because };
}
