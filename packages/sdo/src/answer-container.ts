/** The five questions about a container: what is around it first, then what every LTV-SDO in it allows to be said. */
import type { Answer, AnswerLevel, Finding, Question } from "@eid-gateway/oces";

const QUESTIONS: readonly Question[] = [
  "who-signed",
  "what-was-signed",
  "is-it-intact",
  "was-the-certificate-good",
  "what-proves-the-time",
];
const FROM_WORST: readonly AnswerLevel[] = ["refuted", "unknown", "claimed", "proven"];

/**
 * @param given `around`: what is wrong with the seal, or with what it covers; `strange`: with what is in the container; `inside`: the
 *   answers about each LTV-SDO
 */
export function answerContainer(given: {
  readonly around: readonly Finding[];
  readonly strange: readonly Finding[];
  readonly inside: readonly (readonly Answer[])[];
}): readonly Answer[] {
  const [around, strange] = [given.around, given.strange].map(failures) as [readonly Finding[], readonly Finding[]];
  return QUESTIONS.map((question): Answer => {
    if (around.length > 0)
      return { question, level: question === "is-it-intact" ? "refuted" : "unknown", because: around };
    if (question === "what-was-signed" && strange.length > 0) return { question, level: "refuted", because: strange };
    const own = given.inside.map((answers) => answers.find((one) => one.question === question) ?? unknown(question));
    return own.reduce((worst, answer) => worse(worst, answer), own[0] ?? unknown(question));
  });
}

function failures(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ level }) => level === "failed");
}

function worse(a: Answer, b: Answer): Answer {
  return FROM_WORST.indexOf(b.level) < FROM_WORST.indexOf(a.level) ? b : a;
}

function unknown(question: Question): Answer {
  return { question, level: "unknown", because: [] };
}
