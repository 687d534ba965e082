import type { Answer } from "./answer.js";
import { describeReport } from "./describe-report.js";

const VERDICTS = { unreadable: "CANNOT READ", "not-a-message": "NOT A MESSAGE", refused: "NOT VALID" } as const;

export function inWords(answer: Answer): string {
  if (answer.kind === "report") return describeReport(answer.file, answer.report);
  return `${answer.file}: ${VERDICTS[answer.kind]} (${answer.code}): ${answer.problem}`;
}
