/** What goes back and forth around the code file client, in the iframe or headless. */
import { readParameters } from "../parameters/read-parameters.js";

/** Why no signature was made yet; the person may try again. Names of sentences in `pages/code-file-texts.ts`. */
export type KeyFileProblem =
  | "file-missing"
  | "password-missing"
  | "unreadable"
  | "too-large"
  | "not-a-key-file"
  | "no-key-file-in-page"
  | "truncated"
  | "damaged"
  | "wrong-password"
  | "no-key"
  | "other-kind";

/** What the page of the service provider is told at the end: base64 of a signed message or of an error code. */
export interface CodeFileEnd {
  readonly command: "changeResponseAndSubmit" | "logonCancel" | "logonError" | "signCancel" | "signError";
  readonly content: string;
}

/** The person would now be looking at a message; nothing has been posted. */
export interface CodeFileStuck {
  readonly stuck: { readonly name: "key-file"; readonly problem: KeyFileProblem };
}

/** The error's command goes by what was asked for, as far as that can be read. */
export function endWithError(code: string, parameters: string): CodeFileEnd {
  const command = readClientFlow(parameters) === "sign" ? "signError" : "logonError";
  return { command, content: Buffer.from(code, "ascii").toString("base64") };
}

/** Whether parameters are meant for this client rather than for the key card's. */
export function areForCodeFile(parameters: string): boolean {
  return /^(login|sign)$/i.test(readClientFlow(parameters) ?? "");
}

function readClientFlow(parameters: string): string | undefined {
  const read = readParameters(parameters);
  return typeof read === "string" ? undefined : read.get("CLIENTFLOW");
}
