import { answerQuestions, indicateRefusal } from "@eid-gateway/oces";
import type { Answer } from "./answer.js";

/** One line of `--json`. `valid` is null where the question has no answer; every line has the members up to `reason`. */
export function inJson(answer: Answer): unknown {
  const { file } = answer;
  if (answer.kind === "report" || answer.kind === "container") {
    const { outcome, indication, subIndication = null, reason = null, ...report } = answer.report;
    const valid = outcome === "indeterminate" ? null : outcome === "valid";
    const given = answer.kind === "container" ? answer.answers : answerQuestions(answer.report);
    const answers = given.map(({ question, level }) => ({ question, level }));
    return { file, valid, indication, subIndication, reason, answers, ...report };
  }
  const { kind, code, problem } = answer;
  if (kind === "refused") return { file, valid: false, ...indicateRefusal(code), reason: code, problem };
  return { file, valid: null, indication: null, subIndication: null, reason: code, problem };
}
