/** What `verify-chain` and `verify-ocsp` have in common: one file is read, judged as the options say, and told about. */
import { OcesError, type Verdict } from "@eid-gateway/oces";
import { type Options, type Parsed, readArgs, refuseUsage } from "../command.js";
import { readBounded } from "../verify/read-file.js";
import { readTime } from "../verify/read-time.js";
import { UsageError } from "../verify/usage-error.js";
import { exitCodeOf, inJson, inWords, tellUnreadable } from "./tell.js";

export const SHARED_OPTIONS = {
  trust: { type: "string", multiple: true },
  at: { type: "string" },
  "allow-sha1": { type: "boolean" },
  json: { type: "boolean" },
} as const;

export interface SharedQuestion {
  readonly at: Date;
  readonly allowSha1: boolean;
}

/** What a command has of its own. */
interface Judgement<O extends Options, File, Question> {
  readonly help: string;
  readonly options: O;
  /** What to name, should nothing be named: "one certificate". */
  readonly wanted: string;
  /** The reason when the file is something else. */
  readonly otherwise: "not-a-certificate" | "not-an-ocsp-answer";
  /** Before the file is looked at. @throws UsageError */
  readQuestion(values: Parsed<O>["values"]): Question;
  /** @throws OcesError */
  readFile(bytes: Uint8Array): File;
  judge(file: File, question: SharedQuestion & Question): Promise<Told>;
}

export interface Told {
  readonly verdict: Verdict;
  /** The lines between the headline and the findings, and the same as members of the JSON. */
  readonly words: readonly string[];
  readonly members: Readonly<Record<string, unknown>>;
}

type Shared = { readonly at?: string; readonly "allow-sha1"?: boolean; readonly json?: boolean };

/** @returns the exit code */
export async function judgeOneFile<O extends Options & typeof SHARED_OPTIONS, File, Question>(
  args: readonly string[],
  judgement: Judgement<O, File, Question>,
): Promise<number> {
  const { help, options, wanted, readQuestion } = judgement;
  const parsed = readArgs(args, options, help);
  if (typeof parsed === "number") return parsed;
  const { positionals } = parsed;
  const { at, "allow-sha1": allowSha1 = false, json = false } = parsed.values as Shared;
  try {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError(`Name ${wanted} to verify.`);
    const question = { at: readTime(at), allowSha1, ...readQuestion(parsed.values) };
    return await judgeAndTell(file, json, question, judgement);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return refuseUsage(error.message, help);
  }
}

async function judgeAndTell<O extends Options, File, Question>(
  file: string,
  json: boolean,
  question: SharedQuestion & Question,
  { otherwise, readFile, judge }: Judgement<O, File, Question>,
): Promise<number> {
  const bounded = readBounded(file);
  if ("problem" in bounded) {
    const problem = `it cannot be read (${bounded.problem})`;
    return tellUnreadable({ file, reason: "unreadable", problem, json });
  }
  const read = readOrRefuse(bounded.bytes, readFile);
  if ("problem" in read) return tellUnreadable({ file, reason: otherwise, problem: read.problem, json });
  const { verdict, words, members } = await judge(read.value, question);
  console.log(json ? inJson(file, verdict, question.at, members) : inWords(file, verdict, question.at, words));
  return exitCodeOf(verdict);
}

function readOrRefuse<File>(
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => File,
): { value: File } | { problem: string } {
  try {
    return { value: read(bytes) };
  } catch (error) {
    if (error instanceof OcesError) return { problem: error.message };
    throw error;
  }
}
