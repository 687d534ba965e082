/** A key file's password, from where nobody looks over a shoulder or reads a process list. */
import { readBounded } from "../verify/read-file.js";

/** What of a terminal is needed to ask in secret. */
export interface Terminal {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  [Symbol.asyncIterator](): AsyncIterator<Buffer | string>;
}

const MAX_LENGTH = 1024;
const MAX_FILE_BYTES = 64 * 1024;
const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

/**
 * From `file`; else asked for on a terminal, without showing it; else the first line of what is piped in.
 *
 * @throws Error when the file cannot be read, the line is too long, or the question was not answered
 */
export async function readPassword(
  file: string | undefined,
  input: Terminal,
  ask: (text: string) => void,
): Promise<string> {
  if (file !== undefined) return firstLine(readPasswordFile(file));
  if (!input.isTTY || !input.setRawMode) return firstLine(await readAll(input));
  ask("Password of the key file: ");
  input.setRawMode(true);
  try {
    return await readHidden(input);
  } finally {
    input.setRawMode(false);
    ask("\n");
  }
}

function readPasswordFile(file: string): string {
  const read = readBounded(file, MAX_FILE_BYTES);
  if ("bytes" in read) return Buffer.from(read.bytes).toString("utf8");
  throw new Error(`--password-file ${file}: it cannot be read (${read.problem})`);
}

/** Some editors end a file with a line break, some do not: it is no part of the password. */
function firstLine(text: string): string {
  const [line = ""] = text.split(/\r?\n/);
  if (line.length > MAX_LENGTH) throw new Error(`A password has at most ${MAX_LENGTH} characters`);
  return line;
}

async function readAll(input: Terminal): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of input) {
    pieces.push(Buffer.from(piece as Uint8Array));
    length += piece.length;
    if (length > 8 * MAX_LENGTH) break;
  }
  return Buffer.concat(pieces).toString("utf8");
}

async function readHidden(input: Terminal): Promise<string> {
  let typed = "";
  for await (const piece of input) {
    for (const key of piece.toString("utf8" as never)) {
      if (key === "\r" || key === "\n") return typed;
      if (key === CTRL_C || key === CTRL_D) throw new Error("No password was given");
      typed = key === "\u007f" || key === "\b" ? [...typed].slice(0, -1).join("") : typed + key;
      if (typed.length > MAX_LENGTH) throw new Error(`A password has at most ${MAX_LENGTH} characters`);
    }
  }
  throw new Error("No password was given");
}
