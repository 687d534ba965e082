import { type Certificate, type ChainReport, judgeChain, readCertificates } from "@eid-gateway/oces";
import type { Command } from "./command.js";
import { readEvidence } from "./verify/read-evidence.js";
import { readTrust } from "./verify/read-trust.js";
import { UsageError } from "./verify/usage-error.js";
import { judgeOneFile, SHARED_OPTIONS, type SharedQuestion, type Told } from "./verify-chain/judge-one-file.js";
import { readBundles } from "./verify-chain/read-bundles.js";
import { certificateInJson, describeCertificate } from "./verify-chain/tell.js";

const HELP = `Usage: eid-gateway verify-chain LEAF --trust SET... [--untrusted PEM]... [--crl PATH]... [--ocsp PATH]... [--at TIME]
                                [--max-depth N] [--require-revocation] [--allow-sha1] [--json]

Verifies the chain of any X.509 certificate with RSA and SHA-2 offline (RFC 5280), at a given time. Of several possible chains
the one that judges best counts. Files are DER, or PEM of one or more; what follows the certificate in LEAF is --untrusted.

  --trust SET            an anchor: the path of its certificate, sha256:<fingerprint>, or "production" or "test" for OCES's own
  --untrusted PEM        certificates that may stand between
  --crl PATH             a revocation list, or a folder of them; nothing is fetched
  --ocsp PATH            an OCSP answer, or a folder of them. With either option an unknown status of LEAF is no pass
  --at TIME              the time the answer is about, ISO 8601: 2021-05-13T13:00:00Z; else now
  --max-depth N          at most N CAs between LEAF and the anchor, 0 to 6 (the default)
  --require-revocation   the status of LEAF and of every CA below the anchor must be known
  --allow-sha1           SHA-1 in certificates, lists and answers counts, as in early ones; findings say where it was relied on
  --json                 one line of JSON

Not supported, and so "cannot tell": policy mapping and constraints, name constraints on URIs and other rare forms, delta and
indirect lists, ECDSA and RSA-PSS. What the certificate may be used for is not asked.

Exit code 0: valid. 1: not valid at that time. 2: LEAF is no certificate. 3: cannot tell. 64: wrong usage, or a file that cannot
be read.`;

const OPTIONS = {
  ...SHARED_OPTIONS,
  untrusted: { type: "string", multiple: true },
  crl: { type: "string", multiple: true },
  ocsp: { type: "string", multiple: true },
  "max-depth": { type: "string" },
  "require-revocation": { type: "boolean" },
} as const;

export const verifyChain: Command = (args) =>
  judgeOneFile(args, {
    help: HELP,
    options: OPTIONS,
    wanted: "one certificate",
    otherwise: "not-a-certificate",
    readQuestion,
    readFile: readCertificates,
    judge,
  });

type Question = ReturnType<typeof readQuestion>;

function readQuestion(values: {
  readonly trust?: string[];
  readonly untrusted?: string[];
  readonly crl?: string[];
  readonly ocsp?: string[];
  readonly "max-depth"?: string;
  readonly "require-revocation"?: boolean;
}) {
  const { trust = [], untrusted = [], crl = [], ocsp = [] } = values;
  const { "max-depth": depth = "6", "require-revocation": isRequired = false } = values;
  if (trust.length === 0) throw new UsageError("--trust: name an anchor.");
  if (!/^[0-6]$/.test(depth)) throw new UsageError(`--max-depth ${depth}: write a number from 0 to 6`);
  return {
    trust: readTrust(trust),
    untrusted: readBundles("--untrusted", untrusted),
    revocation: readEvidence({ crl, ocsp }),
    maxLength: Number(depth) + 2, // with the certificate and its anchor
    requireRevocation: isRequired || crl.length + ocsp.length > 0,
    requireCaRevocation: isRequired,
  };
}

/** The first certificate of the file is the one in question. */
async function judge(file: readonly Certificate[], question: SharedQuestion & Question): Promise<Told> {
  const [certificate, ...rest] = file;
  const untrusted = [...rest, ...question.untrusted];
  const report = await judgeChain({ ...question, certificate: certificate!, untrusted });
  const { chain, anchor } = report;
  const members = { chain: chain.map(certificateInJson), anchor: anchor?.fingerprint ?? null };
  return { verdict: report, words: describe(report), members };
}

function describe({ chain, anchor }: ChainReport): readonly string[] {
  const lines = chain.map(
    (certificate, depth) => `${depth === 0 ? "certificate" : "issued by  "} ${describeCertificate(certificate)}`,
  );
  return [...lines, ...(anchor ? [`anchor      sha256:${anchor.fingerprint}`] : [])];
}
