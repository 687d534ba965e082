import { judgeOcspAnswer, OcesError, type OcspAnswer, type OcspReport, readOcspAnswer } from "@eid-gateway/oces";
import { type Command, readArgs, refuseUsage } from "./command.js";
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

const HELP = `Usage: eid-gateway verify-ocsp RESPONSE --certificate FILE --issuer FILE [--trust SET]... [--at TIME] [--json]

Verifies an OCSP answer offline: whether the certificate's issuer, or one it appointed, signed it, and what it says for a time.

  RESPONSE             the answer, DER or PEM
  --certificate FILE   the certificate in question, DER or PEM
  --issuer FILE        the certificate of its issuer. What follows it in the file may help to lead it to an anchor
  --trust SET          an anchor that the issuer must lead to: the path of its certificate, sha256:<fingerprint>, or "production"
                       or "test" for OCES's own. Without one the issuer is taken as it is given
  --at TIME            the time the answer is about, ISO 8601: 2021-05-13T13:00:00Z; else now
  --json               one line of JSON

A nonce is not compared, for want of the request.

Exit code 0: good at that time. 1: revoked or expired, or not an answer to be believed. 2: RESPONSE is no OCSP answer. 3: it says
nothing for that time or that certificate. 64: wrong usage, or a file that cannot be read.`;

const OPTIONS = {
  certificate: { type: "string" },
  issuer: { type: "string" },
  trust: { type: "string", multiple: true },
  at: { type: "string" },
  json: { type: "boolean" },
} as const;

export const verifyOcsp: Command = async (args) => {
  const parsed = readArgs(args, OPTIONS, HELP);
  if (typeof parsed === "number") return parsed;
  const { values, positionals } = parsed;
  const json = values.json ?? false;
  try {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("Name one answer to verify.");
    const question = readQuestion(values);
    const answer = readAnswer(file, json);
    if (typeof answer === "number") return answer;
    const report = await judgeOcspAnswer({ ...question, answer, now: new Date() });
    const { certificate, at } = question;
    console.log(
      json
        ? inJson(file, report, at, { certificate: certificateInJson(certificate), revocation: revocationOf(report) })
        : inWords(file, report, at, [`certificate ${describeCertificate(certificate)}`]),
    );
    return exitCodeOf(report);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return refuseUsage(error.message, HELP);
  }
};

function readQuestion(values: {
  readonly certificate?: string;
  readonly issuer?: string;
  readonly trust?: string[];
  readonly at?: string;
}) {
  if (values.certificate === undefined) throw new UsageError("--certificate: name the certificate in question.");
  if (values.issuer === undefined) throw new UsageError("--issuer: name the certificate of its issuer.");
  const [certificate] = readBundles("--certificate", [values.certificate]);
  const [issuer, ...untrusted] = readBundles("--issuer", [values.issuer]);
  return {
    certificate: certificate!,
    issuer: issuer!,
    untrusted,
    at: readTime(values.at),
    ...(values.trust && { trust: readTrust(values.trust) }),
  };
}

/** Or the exit code, told, when it is none. */
function readAnswer(file: string, json: boolean): OcspAnswer | number {
  const read = readBounded(file);
  if ("problem" in read)
    return tellUnreadable({ file, reason: "unreadable", problem: `it cannot be read (${read.problem})`, json });
  try {
    return readOcspAnswer(read.bytes);
  } catch (error) {
    if (!(error instanceof OcesError)) throw error;
    return tellUnreadable({ file, reason: "not-an-ocsp-answer", problem: error.message, json });
  }
}

function revocationOf({ revocation }: OcspReport): Readonly<Record<string, unknown>> {
  if (!("evidence" in revocation)) return { source: "ocsp", status: revocation.status };
  const { evidence, status } = revocation;
  const times = { producedAt: evidence.producedAt, thisUpdate: evidence.thisUpdate, nextUpdate: evidence.nextUpdate };
  return { source: "ocsp", status, ...times, ...(status === "revoked" && { revokedAt: revocation.revokedAt }) };
}
