import type { Answer } from "./answer.js";
import { describeContainer } from "./containers/container-in-words.js";
import { describeReport } from "./describe-report.js";
import { neutralize } from "./neutralize.js";

const VERDICTS = { unreadable: "CANNOT READ", "not-a-message": "NOT A MESSAGE", refused: "NOT VALID" } as const;

/** What came from outside, names of files included, cannot steer the terminal. */
export function inWords(answer: Answer): string {
  if (answer.kind === "report") return describeReport(answer.file, answer.report).map(neutralize).join("\n");
  if (answer.kind === "container") return describeContainer(answer.file, answer).map(neutralize).join("\n");
  return neutralize(`${answer.file}: ${VERDICTS[answer.kind]} (${answer.code}): ${answer.problem}`);
}
