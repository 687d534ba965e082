import type { Certificate } from "../certificate/certificate.js";
import type { CertificateFacts } from "../judgement/facts.js";
import type { Verdict } from "../judgement/finding.js";
import type { RevocationAnswer } from "../revocation/revocation.js";
import type { NemidMessage } from "./message.js";
import type { MessageReport, ReportedCertificate, ReportedDocument, ReportedRevocation } from "./message-report.js";
import type { SignedDocumentPart } from "./signed-document.js";

/** Facts and verdict as plain JSON; members that are not known are left out. */
export function writeReport(given: {
  readonly message: NemidMessage;
  readonly at: Date;
  readonly verdict: Verdict;
  readonly facts?: CertificateFacts;
}): MessageReport {
  const { message, at, verdict, facts } = given;
  const { findings, ...decision } = verdict;
  const subject = facts && !("problem" in facts.subject) ? facts.subject : undefined;
  const answer = facts?.revocation[0];
  return {
    ...decision,
    at: at.toISOString(),
    dialect: message.dialect,
    ...(message.timeStamp && { claimedTime: message.timeStamp.toISOString() }),
    ...(subject && facts && { signer: { ...subject, ...reportHolder(facts.certificate) } }),
    chain: facts?.chain.certificates.map(reportCertificate) ?? [],
    ...(facts?.chain.anchor && { anchor: facts.chain.anchor.fingerprint }),
    properties: [...message.properties.values()],
    ...(message.document && { document: reportDocument(message.document) }),
    signedSha256: message.signedSha256,
    ...(answer && { revocation: reportRevocation(answer) }),
    findings,
  };
}

function reportHolder(certificate: Certificate): Omit<ReportedCertificate, "fingerprint"> {
  const { fingerprint: _, ...holder } = reportCertificate(certificate);
  return holder;
}

function reportDocument({ mediaType, sha256, bytes, from, visible, title }: SignedDocumentPart): ReportedDocument {
  return { mediaType, sha256, bytes: bytes.length, from, visible, ...(title !== undefined && { title }) };
}

/** A certificate in plain JSON, for a report. */
export function reportCertificate({
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
  const { source, producedAt, thisUpdate, nextUpdate } = answer.evidence;
  return {
    status: answer.status,
    source,
    producedAt: (producedAt ?? thisUpdate).toISOString(),
    thisUpdate: thisUpdate.toISOString(),
    ...(nextUpdate && { nextUpdate: nextUpdate.toISOString() }),
    ...(answer.status === "revoked" && { revokedAt: answer.revokedAt.toISOString() }),
  };
}
