import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  createTrust,
  judgeMessage,
  type MessageReport,
  offlineRevocation,
  readMessage,
  type Trust,
} from "@eid-gateway/oces";
import { type Command, EXIT, readArgs } from "./command.js";
import { describeReport } from "./describe-report.js";

const HELP = `Usage: eid-gateway verify FILE... [--at TIME] [--trust SET]... [--crl PATH]... [--json]

Verifies signed NemID log-in messages offline: signature, certificate chain, validity and revocation, at a given time.

  --at TIME      the time the answer is about, ISO 8601: 2021-05-13T13:00:00Z; else now
  --trust SET    whose certificates count: "production" (the default), "test", the path of a certificate, or sha256:<fingerprint>
  --crl PATH     a revocation list, or a folder of them; nothing is fetched
  --json         one line of JSON per file

Exit code 0: valid. 1: not valid, or expired or revoked at that time. 2: not a NemID message. 3: cannot tell, for want of revocation
information. Of several files the worst counts, in the order 1, 3, 2, 0.`;

const OPTIONS = {
  at: { type: "string" },
  trust: { type: "string", multiple: true },
  crl: { type: "string", multiple: true },
  json: { type: "boolean" },
} as const;

/** What stands against a file, when it could not even be judged. */
type Answer =
  | { readonly file: string; readonly report: MessageReport }
  | { readonly file: string; readonly problem: string };

export const verify: Command = async (args) => {
  const parsed = readArgs(args, OPTIONS, HELP);
  if (typeof parsed === "number") return parsed;
  const { values, positionals } = parsed;
  try {
    if (positionals.length === 0) throw new UsageError("name a file to verify");
    const at = readTime(values.at);
    const trust = readTrust(values.trust ?? ["production"]);
    const revocation = offlineRevocation({ crls: (values.crl ?? []).flatMap(readLists) });
    const answers: Answer[] = [];
    for (const file of positionals) {
      const answer = await judge(file, (message) => judgeMessage({ message, at, trust, revocation }));
      console.log(values.json ? JSON.stringify(toJson(answer)) : describe(answer));
      answers.push(answer);
    }
    return worst(answers.map(exitCode));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${HELP}`);
    return EXIT.wrongUsage;
  }
};

class UsageError extends Error {
  override readonly name = "UsageError";
}

async function judge(
  file: string,
  by: (message: ReturnType<typeof readMessage>) => Promise<MessageReport>,
): Promise<Answer> {
  const bytes = readBytes(file);
  try {
    return { file, report: await by(readMessage(bytes)) };
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    if (name !== "OcesError" && name !== "XmlError") throw error;
    return { file, problem: `${message}${code ? ` (${code})` : ""}` };
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** With a time zone, or it would mean another moment on another machine. */
function readTime(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const isComplete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text);
  const time = new Date(text);
  if (!isComplete || Number.isNaN(time.getTime()))
    throw new UsageError(`--at ${text}: write a time such as 2021-05-13T13:00:00Z`);
  return time;
}

function readTrust(sets: readonly string[]): Trust {
  const environments = sets.filter((set) => set === "test" || set === "production");
  if (environments.length > 1) throw new UsageError("--trust: test and production are never trusted together");
  const rest = sets.filter((set) => set !== "test" && set !== "production");
  const anchors = rest.map((set) => (set.startsWith("sha256:") ? set : toPem(readBytes(set))));
  const [environment] = environments;
  try {
    return createTrust({ ...(environment && { environment }), anchors });
  } catch (error) {
    throw new UsageError(`--trust: ${(error as Error).message}`);
  }
}

function toPem(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  const lines = Buffer.from(bytes)
    .toString("base64")
    .replace(/(.{64})/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function readLists(path: string): Uint8Array[] {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) return [readBytes(path)];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readBytes(join(path, entry.name)));
}

function describe(answer: Answer): string {
  return "report" in answer
    ? describeReport(answer.file, answer.report)
    : `${answer.file}: not a NemID message: ${answer.problem}`;
}

function toJson(answer: Answer): unknown {
  if ("problem" in answer) return { file: answer.file, valid: null, reason: "not-a-message", problem: answer.problem };
  const { outcome, ...report } = answer.report;
  const valid = outcome === "indeterminate" ? null : outcome === "valid";
  return { file: answer.file, valid, ...report };
}

function exitCode(answer: Answer): number {
  if ("problem" in answer) return EXIT.notAMessage;
  return { valid: EXIT.ok, invalid: EXIT.invalid, indeterminate: EXIT.cannotTell }[answer.report.outcome];
}

function worst(codes: readonly number[]): number {
  const order = [EXIT.invalid, EXIT.cannotTell, EXIT.notAMessage, EXIT.ok] as const;
  return order.find((code) => codes.includes(code)) ?? EXIT.ok;
}
