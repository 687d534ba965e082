import { judgeOcspAnswer, type OcspAnswer, type OcspReport, readOcspAnswers } from "@eid-gateway/oces";
import type { Command } from "./command.js";
import { readTrust } from "./verify/read-trust.js";
import { UsageError } from "./verify/usage-error.js";
import { judgeOneFile, SHARED_OPTIONS, type SharedQuestion, type Told } from "./verify-chain/judge-one-file.js";
import { readBundles } from "./verify-chain/read-bundles.js";
import { certificateInJson, describeCertificate } from "./verify-chain/tell.js";

const HELP = `Usage: eid-gateway verify-ocsp RESPONSE --certificate FILE --issuer FILE [--trust SET]... [--at TIME]
                               [--allow-sha1] [--json]

Verifies an OCSP answer offline: whether the certificate's issuer, or one it appointed, signed it, and what it says for a time.

  RESPONSE             the answer, DER or PEM
  --certificate FILE   the certificate in question, DER or PEM
  --issuer FILE        the certificate of its issuer. What follows it in the file may help to lead it to an anchor
  --trust SET          an anchor that the issuer must lead to: the path of its certificate, sha256:<fingerprint>, or "production"
                       or "test" for OCES's own. Without one the issuer is taken as it is given
  --at TIME            the time the answer is about, ISO 8601: 2021-05-13T13:00:00Z; else now
  --allow-sha1         SHA-1 in the answer and in certificates counts, as in early ones; findings say where it was relied on
  --json               one line of JSON

A nonce is not compared, for want of the request. ECDSA and RSA-PSS are not supported, and so "cannot tell".

Exit code 0: good at that time. 1: revoked or expired, or not an answer to be believed. 2: RESPONSE is no OCSP answer. 3: it says
nothing for that time or that certificate. 64: wrong usage, or a file that cannot be read.`;

const OPTIONS = {
  ...SHARED_OPTIONS,
  certificate: { type: "string" },
  issuer: { type: "string" },
} as const;

export const verifyOcsp: Command = (args) =>
  judgeOneFile(args, {
    help: HELP,
    options: OPTIONS,
    wanted: "one answer",
    otherwise: "not-an-ocsp-answer",
    readQuestion,
    readFile: readOneAnswer,
    judge,
  });

type Question = ReturnType<typeof readQuestion>;

function readQuestion(values: { readonly certificate?: string; readonly issuer?: string; readonly trust?: string[] }) {
  if (values.certificate === undefined) throw new UsageError("--certificate: name the certificate in question.");
  if (values.issuer === undefined) throw new UsageError("--issuer: name the certificate of its issuer.");
  const [certificate] = readBundles("--certificate", [values.certificate]);
  const [issuer, ...untrusted] = readBundles("--issuer", [values.issuer]);
  return {
    certificate: certificate!,
    issuer: issuer!,
    untrusted,
    ...(values.trust && { trust: readTrust(values.trust) }),
  };
}

function readOneAnswer(bytes: Uint8Array): OcspAnswer {
  const [answer, ...more] = readOcspAnswers(bytes);
  if (more.length > 0) throw new UsageError("Name one answer to verify: the file holds several.");
  return answer!;
}

async function judge(answer: OcspAnswer, question: SharedQuestion & Question): Promise<Told> {
  const report = await judgeOcspAnswer({ ...question, answer, now: new Date() });
  const { certificate } = question;
  return {
    verdict: report,
    words: [`certificate ${describeCertificate(certificate)}`],
    members: { certificate: certificateInJson(certificate), revocation: revocationOf(report) },
  };
}

function revocationOf({ revocation }: OcspReport): Readonly<Record<string, unknown>> {
  if (!("evidence" in revocation)) return { source: "ocsp", status: revocation.status };
  const { evidence, status } = revocation;
  const times = { producedAt: evidence.producedAt, thisUpdate: evidence.thisUpdate, nextUpdate: evidence.nextUpdate };
  return { source: "ocsp", status, ...times, ...(status === "revoked" && { revokedAt: revocation.revokedAt }) };
}
