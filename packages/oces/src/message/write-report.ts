import type { Certificate } from "../certificate/certificate.js";
import type { CertificateFacts } from "../judgement/facts.js";
import type { Verdict } from "../judgement/finding.js";
import type { RevocationAnswer } from "../revocation/revocation.js";
import type { NemidMessage } from "./message.js";
import type { MessageReport, ReportedCertificate, ReportedRevocation } from "./message-report.js";

/** Facts and verdict as plain JSON; members that are not known are left out. */
export function writeReport(given: {
  readonly message: NemidMessage;
  readonly at: Date;
  readonly verdict: Verdict;
  readonly facts?: CertificateFacts;
}): MessageReport {
  const { message, at, verdict, facts } = given;
  const { outcome, reason, findings } = verdict;
  const subject = facts && !("problem" in facts.subject) ? facts.subject : undefined;
  const answer = facts?.revocation[0];
  return {
    outcome,
    ...(reason && { reason }),
    at: at.toISOString(),
    dialect: message.dialect,
    ...(subject && { signer: subject }),
    chain: facts?.chain.certificates.map(reportCertificate) ?? [],
    ...(facts?.chain.anchor && { anchor: facts.chain.anchor.fingerprint }),
    properties: [...message.properties.values()],
    signedSha256: message.signedSha256,
    ...(answer && { revocation: reportRevocation(answer) }),
    findings,
  };
}

function reportCertificate({
  subject,
  issuer,
  serial,
  notBefore,
  notAfter,
  fingerprint,
}: Certificate): ReportedCertificate {
  return {
    subject: subject.text,
    issuer: issuer.text,
    serial,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    fingerprint,
  };
}

function reportRevocation(answer: RevocationAnswer): ReportedRevocation {
  if (!("evidence" in answer)) return { status: answer.status };
  const { source, thisUpdate, nextUpdate } = answer.evidence;
  return {
    status: answer.status,
    source,
    thisUpdate: thisUpdate.toISOString(),
    ...(nextUpdate && { nextUpdate: nextUpdate.toISOString() }),
    ...(answer.status === "revoked" && { revokedAt: answer.revokedAt.toISOString() }),
  };
}
