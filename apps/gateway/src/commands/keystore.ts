import process from "node:process";
import { EidError } from "@eid-gateway/core";
import { readPkcs12 } from "../services/read-pkcs12.js";
import { type Command, EXIT, readArgs, refuseUsage } from "./command.js";
import { describeKeyFile, type KeyFileReport } from "./keystore/describe-key-file.js";
import { readPassword } from "./keystore/read-password.js";
import { readBounded } from "./verify/read-file.js";

const HELP = `Usage: eid-gateway keystore check FILE.p12 [--password-file FILE] [--json]

Says what is in a PKCS#12 key file, and whether it will do as a merchant's certificate (VOCES or FOCES): kind, key usage,
key size, chain, days left. Reads older files too (RC2-40, 3DES). The key and the password are never shown.

  --password-file FILE   a file whose first line is the password; else it is asked for, or read from standard input
  --json                 one line of JSON

Exit code 0: fit. 1: not fit. 2: not a PKCS#12 file. 64: wrong usage, a file that cannot be read, or a wrong password.`;

const OPTIONS = { "password-file": { type: "string" }, json: { type: "boolean" } } as const;
const MARKS = { passed: "ok     ", warning: "warning", failed: "NO     " } as const;
/** Everything else that readPkcs12 refuses is a key file, and none that could be used. */
const EXIT_BY_CODE: Readonly<Record<string, number>> = {
  "credential:malformed": EXIT.notAMessage,
  "credential:empty": EXIT.notAMessage,
  "credential:toolarge": EXIT.notAMessage,
  "credential:password": EXIT.wrongUsage,
};

export const keystore: Command = async (args) => {
  const parsed = readArgs(args, OPTIONS, HELP);
  if (typeof parsed === "number") return parsed;
  const { values, positionals } = parsed;
  const [verb = "", file, ...more] = positionals;
  if (verb !== "check") return refuseUsage(`There is no "keystore ${verb}".`, HELP);
  if (file === undefined || more.length > 0) return refuseUsage("Name one key file to check.", HELP);
  let bytes: Uint8Array;
  let password: string;
  try {
    bytes = readKeyFile(file);
    password = await readPassword(values["password-file"], process.stdin, (text) => process.stderr.write(text));
  } catch (error) {
    return refuseUsage((error as Error).message, HELP);
  }
  try {
    const report = describeKeyFile(readPkcs12(file, bytes, password), new Date());
    console.log(values.json ? JSON.stringify({ file, ...report }) : inWords(file, report));
    return report.fit ? EXIT.ok : EXIT.invalid;
  } catch (error) {
    if (!(error instanceof EidError)) throw error;
    const { code: reason, message: problem } = error;
    const exit = EXIT_BY_CODE[reason] ?? EXIT.invalid;
    const fit = exit === EXIT.invalid ? false : null;
    console.log(values.json ? JSON.stringify({ file, fit, reason, problem }) : `${file}: ${problem} (${reason})`);
    return exit;
  }
};

function readKeyFile(file: string): Uint8Array {
  const read = readBounded(file);
  if ("bytes" in read) return read.bytes;
  throw new Error(`${file}: it cannot be read (${read.problem})`);
}

function inWords(file: string, { fit, certificate, chain, findings }: KeyFileReport): string {
  return [
    `${file}: ${fit ? "FIT" : "NOT FIT"} as a merchant's certificate`,
    `  key and certificate ${certificate.subject}`,
    `  serial ${certificate.serial}, sha256:${certificate.sha256}`,
    ...chain.map(({ subject, notAfter }) => `  issued by ${subject}, until ${notAfter}`),
    ...findings.map(({ level, rule, text }) => `  ${MARKS[level]} ${rule}: ${text}`),
  ].join("\n");
}
