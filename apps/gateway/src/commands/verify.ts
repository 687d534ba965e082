import { judgeMessage } from "@eid-gateway/oces";
import { type Command, EXIT, readArgs, refuseUsage } from "./command.js";
import { answerAbout, exitCodeOf, inJson, inWords } from "./verify/answer.js";
import { readLists, readTime, readTrust, UsageError } from "./verify/read-options.js";

const HELP = `Usage: eid-gateway verify FILE... [--at TIME] [--trust SET]... [--crl PATH]... [--json]

Verifies signed NemID log-in messages offline: signature, certificate chain, validity and revocation, at a given time.

  --at TIME      the time the answer is about, ISO 8601: 2021-05-13T13:00:00Z; else now
  --trust SET    whose certificates count: "production" (the default), "test", the path of a certificate, or sha256:<fingerprint>
  --crl PATH     a revocation list, or a folder: every list in it counts, other files do not; nothing is fetched
  --json         one line of JSON per file

Exit code 0: valid. 1: not valid, or expired or revoked at that time. 2: not a NemID message. 3: cannot tell, for want of revocation
information. 64: wrong usage, or a file that cannot be read. Of several files the worst counts, in the order 1, 64, 3, 2, 0.`;

const OPTIONS = {
  at: { type: "string" },
  trust: { type: "string", multiple: true },
  crl: { type: "string", multiple: true },
  json: { type: "boolean" },
} as const;

const WORST_FIRST = [EXIT.invalid, EXIT.wrongUsage, EXIT.cannotTell, EXIT.notAMessage] as const;

export const verify: Command = async (args) => {
  const parsed = readArgs(args, OPTIONS, HELP);
  if (typeof parsed === "number") return parsed;
  const { values, positionals: files } = parsed;
  try {
    if (files.length === 0) throw new UsageError("Name a file to verify.");
    const question = {
      at: readTime(values.at),
      trust: readTrust(values.trust ?? ["production"]),
      revocation: readLists(values.crl ?? []),
    };
    const codes = new Set<number>();
    for (const file of files) {
      const answer = await answerAbout(file, (message) => judgeMessage({ ...question, message }));
      console.log(values.json ? JSON.stringify(inJson(answer)) : inWords(answer));
      codes.add(exitCodeOf(answer));
    }
    return WORST_FIRST.find((code) => codes.has(code)) ?? EXIT.ok;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return refuseUsage(error.message, HELP);
  }
};
