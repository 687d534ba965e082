/** A result that is the eID's own message: the signature over the document itself, asked about as of now. */
import { answerQuestions, judgeMessage, type MessageReport, readMessage } from "@eid-gateway/oces";
import type { ResultTrust } from "./result-trust.js";
import type { Judged } from "./sum-up.js";
import type { ResultQuestion, VerifiedSigner } from "./verification.js";

/** @throws OcesError, XmlError when it cannot be read */
export async function judgeNemid({ bytes, documents }: ResultQuestion, trust: ResultTrust): Promise<Judged> {
  const [document, ...more] = documents;
  const { requestIssuer } = trust;
  const report = await judgeMessage({
    message: readMessage(bytes),
    at: trust.clock.now(),
    trust: trust.signers,
    revocation: trust.revocation,
    expect: { action: "sign", document: { bytes: document }, ...(requestIssuer !== undefined && { requestIssuer }) },
  });
  return {
    format: "nemid",
    decision: report,
    hasDocuments: more.length === 0,
    signers: signersOf(report),
    answers: answerQuestions(report),
    ...(report.claimedTime !== undefined && { time: { at: new Date(report.claimedTime), by: "client" } }),
  };
}

function signersOf({ signer }: MessageReport): readonly VerifiedSigner[] {
  return signer ? [{ name: signer.name, uniqueId: signer.identifier }] : [];
}
