import {
  applyRules,
  type Certificate,
  conclude,
  type Finding,
  failed,
  judgeChain,
  type RevocationSource,
  readCertificate,
  reportCertificate,
  type Verdict,
} from "@eid-gateway/oces";
import type { Hash } from "../../cms/object-identifiers.js";
import type { SignedData } from "../../cms/signed-data.js";
import { verifySignedData } from "../../cms/verify-signed-data.js";
import { decideOver } from "../../decision.js";
import { digestBy } from "../../digest.js";
import { judgeTimestamp, type TimestampReport } from "../../timestamp/judge-timestamp.js";
import type { TimestampToken } from "../../timestamp/timestamp-token.js";
import { revocationOf } from "../../validation.js";
import type { SealLevel, SealReport } from "../../xades/seal-report.js";
import { reportTimestamp } from "../../xades/seal-report.js";
import { isForSealing } from "../../xades/seal-rules.js";
import type { PadesQuestion } from "./judge-pades.js";
import { keepReadable } from "./keep-readable.js";
import type { Pades, PadesSignature } from "./pades.js";

interface Stamp {
  readonly kind: "signature" | "archive";
  readonly token: TimestampToken;
  digest(hash: Hash): Uint8Array;
}
type Judging = PadesQuestion & { readonly revocation: RevocationSource; readonly untrusted: readonly Certificate[] };

/** A signature, at the time that its oldest good time-stamp proves. @param seal the oldest, unless told otherwise */
export async function judgePadesSeal(
  given: PadesQuestion,
  seal: PadesSignature | undefined = findSeals(given.pades)[0],
): Promise<SealReport> {
  const { pades, now } = given;
  const validation = keepReadable(pades.validation);
  const untrusted = validation.certificates.map(readCertificate);
  const question = { ...given, revocation: revocationOf(validation, given.revocation, now), untrusted };
  const stamps = listStamps(pades, seal);
  const timestamps = await judgeStamps(stamps, question);
  const proven = timestamps.find(({ outcome }) => outcome === "valid")?.time;
  const at = proven ?? given.at ?? now;
  const { findings, certificate, chain } = await judgeOwn(seal, question, at);
  const own = conclude([...findings, ...unreadableStamps(pades)]);
  return {
    ...decideOver([own, ...timestamps]),
    level: levelOf(pades, stamps),
    at: at.toISOString(),
    ...(proven && { provenTime: proven.toISOString() }),
    ...(seal?.claimedTime && { signingTime: seal.claimedTime.toISOString() }),
    ...(certificate && { sealer: reportCertificate(certificate) }),
    chain: chain.map(reportCertificate),
    findings: own.findings,
    timestamps: timestamps.map((report, index) => reportTimestamp(report, stamps[index]!.kind)),
  };
}

/** The decision is over the time-stamps too. */
export function asVerdict({ outcome, indication, subIndication, reason, findings }: SealReport): Verdict {
  return { outcome, indication, ...(subIndication && { subIndication }), ...(reason && { reason }), findings };
}

/** All that are no time-stamps, from the oldest. */
export function findSeals({ signatures }: Pades): readonly PadesSignature[] {
  return signatures.filter(({ kind }) => kind === "signature");
}

/** From the oldest: those over the signature itself, then those over the document with it. */
function listStamps({ signatures }: Pades, seal: PadesSignature | undefined): readonly Stamp[] {
  const value = seal?.value;
  const cms = value && "cms" in value ? value : undefined;
  const first = (cms?.timestamps ?? []).map(
    (token): Stamp => ({ kind: "signature", token, digest: digestBy(cms!.cms.signer.signature) }),
  );
  const later = signatures
    .slice(seal ? signatures.indexOf(seal) : 0)
    .flatMap(({ value, digest }): Stamp[] =>
      "token" in value ? [{ kind: "archive", token: value.token, digest }] : [],
    );
  return [...first, ...later];
}

async function judgeStamps(stamps: readonly Stamp[], question: Judging): Promise<readonly TimestampReport[]> {
  const { sealTrust: trust, revocation, untrusted } = question;
  const reports: TimestampReport[] = [];
  let until = question.now;
  for (const { token, digest } of [...stamps].reverse()) {
    const report = await judgeTimestamp({ token, digest, trust, revocation, untrusted, until });
    if (report.outcome === "valid") until = report.time;
    reports.unshift(report);
  }
  return reports;
}

async function judgeOwn(seal: PadesSignature | undefined, question: Judging, at: Date) {
  if (!seal) return { findings: [unreadable("There is no seal")], chain: [], certificate: undefined };
  if (!("cms" in seal.value)) {
    const problem = "problem" in seal.value ? seal.value.problem : "The seal is a time-stamp";
    return { findings: [unreadable(problem)], chain: [], certificate: undefined };
  }
  const { certificate, findings } = verifySignedData({
    signed: seal.value.cms,
    digest: seal.digest,
    isNamed: seal.value.namesCertificate,
  });
  if (!certificate) return { findings, chain: [], certificate };
  const use = applyRules({ "key-usage": isForSealing }, { opened: { certificate } });
  const chain = await judgeSealChain(certificate, seal.value.cms, question, at);
  return { findings: [...findings, ...use.findings, ...chain.findings], chain: chain.chain, certificate };
}

function judgeSealChain(certificate: Certificate, cms: SignedData, question: Judging, at: Date) {
  const { sealTrust: trust, revocation } = question;
  return judgeChain({ certificate, untrusted: [...cms.certificates, ...question.untrusted], trust, revocation, at });
}

function unreadableStamps({ signatures }: Pades): readonly Finding[] {
  return signatures.flatMap(({ kind, value }) =>
    kind === "timestamp" && "problem" in value
      ? [unreadable(`A document time-stamp cannot be read: ${value.problem}`)]
      : [],
  );
}

function unreadable(problem: string): Finding {
  return { rule: "byte-range", ...failed("not-intact", `${problem}.`) };
}

function levelOf({ validation }: Pades, stamps: readonly Stamp[]): SealLevel {
  if (stamps.some(({ kind }) => kind === "archive")) return "LTA";
  if (stamps.length === 0) return "B";
  return validation.crls.length + validation.ocsps.length > 0 ? "LT" : "T";
}
