/** The answer about one file: a report, or why there could be none. */
import { readFileSync } from "node:fs";
import { type MessageReport, readMessage } from "@eid-gateway/oces";
import { EXIT } from "../command.js";
import { describeReport } from "./describe-report.js";

export type Answer = { readonly file: string } & (
  | { readonly kind: "report"; readonly report: MessageReport }
  /** `refused` is a NemID message that NemID never built so: broken, or tampered with. */
  | { readonly kind: "unreadable" | "not-a-message" | "refused"; readonly code: string; readonly problem: string }
);

/** Never throws for what a file holds. */
export async function answerAbout(
  file: string,
  judge: (message: ReturnType<typeof readMessage>) => Promise<MessageReport>,
): Promise<Answer> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code = "unknown reason" } = error as NodeJS.ErrnoException;
    return { file, kind: "unreadable", code: "unreadable", problem: `it cannot be read (${code})` };
  }
  try {
    return { file, kind: "report", report: await judge(readMessage(bytes)) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { code, message } = error;
    return { file, kind: code === "not-a-message" ? code : "refused", code, problem: message };
  }
}

/** oces throws its own errors, and lets those of its XML reader through. */
function isRefusal(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && (error.name === "OcesError" || error.name === "XmlError");
}

const VERDICTS = { unreadable: "CANNOT READ", "not-a-message": "NOT A MESSAGE", refused: "NOT VALID" } as const;

export function inWords(answer: Answer): string {
  if (answer.kind === "report") return describeReport(answer.file, answer.report);
  return `${answer.file}: ${VERDICTS[answer.kind]} (${answer.code}): ${answer.problem}`;
}

/** `valid` is null where the question has no answer. */
export function inJson(answer: Answer): unknown {
  const { file } = answer;
  if (answer.kind !== "report") {
    const { kind, code, problem } = answer;
    return { file, valid: kind === "refused" ? false : null, reason: code, problem };
  }
  const { outcome, ...report } = answer.report;
  return { file, valid: outcome === "indeterminate" ? null : outcome === "valid", ...report };
}

export function exitCodeOf(answer: Answer): number {
  if (answer.kind === "report") {
    return { valid: EXIT.ok, invalid: EXIT.invalid, indeterminate: EXIT.cannotTell }[answer.report.outcome];
  }
  return { unreadable: EXIT.wrongUsage, "not-a-message": EXIT.notAMessage, refused: EXIT.invalid }[answer.kind];
}
