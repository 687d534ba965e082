/** What a seal is made with, and what it is to hold besides: the more, the longer it can be verified. */
import { judgeChain, type RevocationSource, readCertificate, type Trust, type ValidationData } from "@eid-gateway/oces";
import type { Hash } from "./cms/object-identifiers.js";
import { SdoError } from "./sdo-error.js";
import type { SealKey } from "./seal-key.js";
import { judgeTimestamp } from "./timestamp/judge-timestamp.js";
import { readTimestampToken } from "./timestamp/read-timestamp-token.js";
import type { TimestampSource } from "./timestamp/timestamp-token.js";

export interface Sealing {
  readonly key: SealKey;
  readonly clock: { now(): Date };
  /** Without it nobody but the seal vouches for its time: baseline B. */
  readonly timestamps?: TimestampSource;
  /** Where chains end and revocation is asked about. With time-stamps it makes baseline LT of T; without it T is all. */
  readonly validation?: Validation;
}
export interface Validation {
  readonly trust: Trust;
  readonly revocation: RevocationSource;
}

/**
 * The chain of the seal's certificate and the answers about its revocation, good at that time.
 *
 * @throws SdoError "unproven": what cannot be verified today will not be in years
 */
export async function collectSealProof(
  key: Pick<SealKey, "certificate" | "chain">,
  at: Date,
  validation: Validation,
): Promise<ValidationData> {
  const certificate = readCertificate(key.certificate);
  const untrusted = key.chain.map(readCertificate);
  const report = await judgeChain({ ...validation, certificate, untrusted, at });
  if (report.outcome !== "valid") throw unproven("the seal", report.findings);
  return report.validation;
}

/**
 * The same for a time-stamp over what has that digest.
 *
 * @throws SdoError "unproven"
 */
export async function collectTimestampProof(
  token: Uint8Array,
  digest: (hash: Hash) => Uint8Array,
  validation: Validation,
): Promise<{ readonly time: Date; readonly proof: ValidationData }> {
  const read = readTimestampToken(token);
  const question = { token: read, digest, until: read.time, ...validation };
  const report = await judgeTimestamp(question);
  if (report.outcome !== "valid") throw unproven("the time-stamp", report.findings);
  return { time: report.time, proof: report.validation };
}

function unproven(what: string, findings: Awaited<ReturnType<typeof judgeChain>>["findings"]): SdoError {
  const decisive =
    findings.find(({ level }) => level === "failed") ?? findings.find(({ level }) => level === "undetermined");
  return new SdoError("unproven", `The certificate of ${what} cannot be shown to be good: ${decisive?.text}`);
}
