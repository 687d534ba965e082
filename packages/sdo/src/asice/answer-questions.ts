/** The five questions about a container: its seal first, then what every LTV-SDO in it allows to be said. */
import type { Answer, AnswerLevel, Question } from "@eid-gateway/oces";
import { answerLtvSdo } from "../ltv-sdo/answer-questions.js";
import type { AsicReport } from "./judge-asic.js";

const QUESTIONS: readonly Question[] = [
  "who-signed",
  "what-was-signed",
  "is-it-intact",
  "was-the-certificate-good",
  "what-proves-the-time",
];
const FROM_WORST: readonly AnswerLevel[] = ["refuted", "unknown", "claimed", "proven"];

export function answerAsic(report: AsicReport): readonly Answer[] {
  const around = report.seal.findings.filter(({ level }) => level === "failed");
  const strange = report.findings.filter(({ level }) => level === "failed");
  const inside = Object.values(report.contents).map((content) => ("seal" in content ? answerLtvSdo(content) : []));
  return QUESTIONS.map((question): Answer => {
    if (around.length > 0)
      return { question, level: question === "is-it-intact" ? "refuted" : "unknown", because: around };
    if (question === "what-was-signed" && strange.length > 0) return { question, level: "refuted", because: strange };
    const own = inside.map((answers) => answers.find((one) => one.question === question));
    return own.reduce<Answer>(
      (worst, answer) => worse(worst, answer ?? unknown(question)),
      own[0] ?? unknown(question),
    );
  });
}

function worse(a: Answer, b: Answer): Answer {
  return FROM_WORST.indexOf(b.level) < FROM_WORST.indexOf(a.level) ? b : a;
}

function unknown(question: Question): Answer {
  return { question, level: "unknown", because: [] };
}
