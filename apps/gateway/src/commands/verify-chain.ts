import { type Certificate, type ChainReport, judgeChain, OcesError, readCertificates } from "@eid-gateway/oces";
import { type Command, readArgs, refuseUsage } from "./command.js";
import { readEvidence } from "./verify/read-evidence.js";
import { readBounded } from "./verify/read-file.js";
import { readTime } from "./verify/read-time.js";
import { readTrust } from "./verify/read-trust.js";
import { UsageError } from "./verify/usage-error.js";
import { readBundles } from "./verify-chain/read-bundles.js";
import {
  certificateInJson,
  describeCertificate,
  exitCodeOf,
  inJson,
  inWords,
  tellUnreadable,
} from "./verify-chain/tell.js";

const HELP = `Usage: eid-gateway verify-chain LEAF --trust SET... [--untrusted PEM]... [--crl PATH]... [--ocsp PATH]... [--at TIME]
                                [--max-depth N] [--require-revocation] [--json]

Verifies the chain of any X.509 certificate with RSA and SHA-2 offline (RFC 5280), at a given time. Of several possible chains
the one that judges best counts. Files are DER, or PEM of one or more; what follows the certificate in LEAF is --untrusted.

  --trust SET            an anchor: the path of its certificate, sha256:<fingerprint>, or "production" or "test" for OCES's own
  --untrusted PEM        certificates that may stand between
  --crl PATH             a revocation list, or a folder of them; nothing is fetched
  --ocsp PATH            an OCSP answer, or a folder of them. With either option an unknown status of LEAF is no pass
  --at TIME              the time the answer is about, ISO 8601: 2021-05-13T13:00:00Z; else now
  --max-depth N          at most N CAs between LEAF and the anchor, 0 to 6 (the default)
  --require-revocation   the status of LEAF and of every CA below the anchor must be known
  --json                 one line of JSON

Not supported, and so never a pass: policy mapping and constraints, name constraints on URIs and other rare forms, delta and
indirect lists, ECDSA and RSA-PSS. What the certificate may be used for is not asked.

Exit code 0: valid. 1: not valid at that time. 2: LEAF is no certificate. 3: cannot tell. 64: wrong usage, or a file that cannot
be read.`;

const OPTIONS = {
  trust: { type: "string", multiple: true },
  untrusted: { type: "string", multiple: true },
  crl: { type: "string", multiple: true },
  ocsp: { type: "string", multiple: true },
  at: { type: "string" },
  "max-depth": { type: "string" },
  "require-revocation": { type: "boolean" },
  json: { type: "boolean" },
} as const;

export const verifyChain: Command = async (args) => {
  const parsed = readArgs(args, OPTIONS, HELP);
  if (typeof parsed === "number") return parsed;
  const { values, positionals } = parsed;
  const json = values.json ?? false;
  try {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("Name one certificate to verify.");
    const question = readQuestion(values);
    const leaf = readLeaf(file, json);
    if (typeof leaf === "number") return leaf;
    const [certificate, ...rest] = leaf;
    const untrusted = [...rest, ...readBundles("--untrusted", values.untrusted ?? [])];
    const report = await judgeChain({ ...question, certificate: certificate!, untrusted });
    console.log(json ? reportInJson(file, report, question.at) : reportInWords(file, report, question.at));
    return exitCodeOf(report);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return refuseUsage(error.message, HELP);
  }
};

function readQuestion(values: {
  readonly trust?: string[];
  readonly crl?: string[];
  readonly ocsp?: string[];
  readonly at?: string;
  readonly "max-depth"?: string;
  readonly "require-revocation"?: boolean;
}) {
  const {
    trust = [],
    crl = [],
    ocsp = [],
    "max-depth": depth = "6",
    "require-revocation": isRequired = false,
  } = values;
  if (trust.length === 0) throw new UsageError("--trust: name an anchor.");
  if (!/^[0-6]$/.test(depth)) throw new UsageError(`--max-depth ${depth}: write a number from 0 to 6`);
  return {
    at: readTime(values.at),
    trust: readTrust(trust),
    revocation: readEvidence({ crl, ocsp }),
    maxLength: Number(depth) + 2, // with the certificate and its anchor
    requireRevocation: isRequired || crl.length + ocsp.length > 0,
    requireCaRevocation: isRequired,
  };
}

/** The certificates of the file, the first being the one in question; or the exit code, told, when there is none. */
function readLeaf(file: string, json: boolean): readonly Certificate[] | number {
  const read = readBounded(file);
  if ("problem" in read)
    return tellUnreadable({ file, reason: "unreadable", problem: `it cannot be read (${read.problem})`, json });
  try {
    return readCertificates(read.bytes);
  } catch (error) {
    if (!(error instanceof OcesError)) throw error;
    return tellUnreadable({ file, reason: "not-a-certificate", problem: error.message, json });
  }
}

function reportInWords(file: string, report: ChainReport, at: Date): string {
  const { chain, anchor } = report;
  const lines = chain.map(
    (certificate, depth) => `${depth === 0 ? "certificate" : "issued by  "} ${describeCertificate(certificate)}`,
  );
  return inWords(file, report, at, [...lines, ...(anchor ? [`anchor      sha256:${anchor.fingerprint}`] : [])]);
}

function reportInJson(file: string, report: ChainReport, at: Date): string {
  const { chain, anchor } = report;
  return inJson(file, report, at, { chain: chain.map(certificateInJson), anchor: anchor?.fingerprint ?? null });
}
