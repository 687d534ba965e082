/** The answer about one file: a report, or why there could be none. */
import { judgeMessage, type MessageReport, type NemidMessage, readMessage } from "@eid-gateway/oces";
import { EXIT } from "../command.js";
import { answerAboutContainer } from "./containers/answer-about-container.js";
import type { ContainerAnswer } from "./containers/container-answer.js";
import type { Found } from "./find-files.js";
import { MAX_FILE_BYTES, readBounded } from "./read-file.js";
import type { Question } from "./read-options.js";

export type Answer = { readonly file: string } & (
  | { readonly kind: "report"; readonly report: MessageReport; readonly message: NemidMessage }
  | ContainerAnswer
  | Refusal
);
/** `refused` is a NemID message that NemID never built so: broken, or tampered with. */
type Refusal = {
  readonly kind: "unreadable" | "not-a-message" | "refused";
  readonly code: string;
  readonly problem: string;
};

/** What the clients posted in place of a message when something went wrong, in plain or in base64. */
const ERROR_CODE = /^[A-Z]{2,5}[0-9]{1,4}$/;

/** Never throws for what a file holds. */
export async function answerAbout({ file, problem }: Found, question: Question): Promise<Answer> {
  if (problem === "empty-folder") return { file, ...notAMessage("the folder holds no file") };
  if (problem !== undefined) return { file, ...unreadable(problem) };
  const read = readBounded(file);
  if ("bytes" in read) return { file, ...(await answerAboutBytes(read.bytes, question)) };
  if (read.problem !== "too-large") return { file, ...unreadable(read.problem) };
  return { file, ...notAMessage(`more than ${MAX_FILE_BYTES} bytes: no message that is read is that large`) };
}

async function answerAboutBytes(bytes: Uint8Array, question: Question) {
  const code = findErrorCode(bytes);
  if (code) return notAMessage(`the client's error code ${code}: nothing was signed`);
  try {
    const container = await answerAboutContainer(bytes, question);
    if (container) return container;
    const message = readMessage(bytes, question);
    return { kind: "report", report: await judgeMessage({ ...question, message }), message } as const;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { code, message } = error;
    return code === "not-a-message" ? notAMessage(message) : ({ kind: "refused", code, problem: message } as const);
  }
}

function findErrorCode(bytes: Uint8Array): string | undefined {
  if (bytes.length > 32) return undefined;
  const text = Buffer.from(bytes).toString("latin1").trim();
  return [text, Buffer.from(text, "base64").toString("latin1").trim()].find((one) => ERROR_CODE.test(one));
}

function notAMessage(problem: string) {
  return { kind: "not-a-message", code: "not-a-message", problem } as const;
}

function unreadable(reason: string) {
  return { kind: "unreadable", code: "unreadable", problem: `it cannot be read (${reason})` } as const;
}

/** oces and sdo throw their own errors, and let those of their XML reader through. */
function isRefusal(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && ["OcesError", "SdoError", "XmlError", "PdfError"].includes(error.name);
}

export function exitCodeOf(answer: Answer): number {
  if (answer.kind === "report" || answer.kind === "container") {
    return { valid: EXIT.ok, invalid: EXIT.invalid, indeterminate: EXIT.cannotTell }[answer.report.outcome];
  }
  return { unreadable: EXIT.wrongUsage, "not-a-message": EXIT.notAMessage, refused: EXIT.invalid }[answer.kind];
}
