/** Results that the gateway sealed: one LTV-SDO, or a PDF with several of them attached. They bring what they are judged by. */
import { createHash } from "node:crypto";
import {
  answerLtvSdo,
  answerPades,
  hasBytes,
  isLtvSdo,
  judgeLtvSdo,
  judgePades,
  type LtvSdoContent,
  listSealedFiles,
  type PadesReport,
  readLtvSdo,
  readPades,
  type SealReport,
} from "@eid-gateway/sdo";
import type { ResultTrust } from "./result-trust.js";
import type { Judged } from "./sum-up.js";
import type { ResultQuestion, SignatureTime, VerifiedSigner } from "./verification.js";

/** @throws SdoError, XmlError when it cannot be read */
export async function judgeSealedSdo(question: ResultQuestion, trust: ResultTrust): Promise<Judged> {
  const sdo = readLtvSdo(question.bytes);
  const report = await judgeLtvSdo({ ...termsOf(trust), sdo });
  return {
    format: "ltv-sdo",
    decision: report,
    answers: answerLtvSdo(report),
    ...timeOf(report.seal),
    ...contentsOf(sdo.content ? [sdo.content] : [], question),
  };
}

/** @throws PdfError when it cannot be read */
export async function judgeSealedPdf(question: ResultQuestion, trust: ResultTrust): Promise<Judged> {
  const pades = readPades(question.bytes);
  const report = await judgePades({ ...termsOf(trust), pades });
  // What cannot be read the report has refused.
  const contents = isReadable(report)
    ? listSealedFiles(pades).flatMap(({ bytes }) => (isLtvSdo(bytes) ? (readLtvSdo(bytes).content ?? []) : []))
    : [];
  return {
    format: "pades",
    decision: report,
    answers: answerPades(report),
    ...timeOf(report.seal),
    ...contentsOf(contents, question),
  };
}

function termsOf({ signers, seals, revocation, requestIssuer, clock }: ResultTrust) {
  return {
    trust: signers,
    sealTrust: seals,
    revocation, // what was archived comes first; a revocation that either knows is one
    now: clock.now(),
    ...(requestIssuer !== undefined && { expect: { requestIssuer } }),
  };
}

/** The same documents, none missing and none more; and of the same order. */
function contentsOf(contents: readonly LtvSdoContent[], { documents, order }: ResultQuestion) {
  const signed = new Set(contents.flatMap(signedDocuments).map(digestOf));
  const ordered = new Set(documents.map(digestOf));
  return {
    hasDocuments: signed.size === ordered.size && [...ordered].every((digest) => signed.has(digest)),
    hasOrder: order === undefined || contents.every((content) => content.order === order),
    signers: signersOf(contents),
  };
}

/** Those that the proof is about and that are there themselves: one of which only a digest is there lies in an object of its own. */
function signedDocuments({ proof, documents }: LtvSdoContent): readonly Uint8Array[] {
  const whole = documents.filter(hasBytes);
  const meant = proof.kind === "native" ? whole.filter(({ id }) => id === proof.document) : whole;
  return meant.map(({ bytes }) => bytes);
}

function signersOf(contents: readonly LtvSdoContent[]): readonly VerifiedSigner[] {
  const all = contents.map(({ signer: { name, uniqueId, nationalId } }) => ({
    name,
    uniqueId,
    ...(nationalId !== undefined && { nationalId }),
  }));
  return all.filter(({ uniqueId }, at) => all.findIndex((other) => other.uniqueId === uniqueId) === at);
}

function timeOf({ provenTime, signingTime }: SealReport): { readonly time?: SignatureTime } {
  if (provenTime !== undefined) return { time: { at: new Date(provenTime), by: "time-stamp" } };
  return signingTime === undefined ? {} : { time: { at: new Date(signingTime), by: "seal" } };
}

function isReadable({ attachments }: PadesReport): boolean {
  return attachments.every(({ evidence }) => !evidence || "seal" in evidence);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
