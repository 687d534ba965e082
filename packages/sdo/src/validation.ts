/** Chains and answers about revocation, as they are archived with what they verify. */
import {
  OcesError,
  offlineRevocation,
  type RevocationSource,
  readCertificate,
  type ValidationData,
} from "@eid-gateway/oces";
import { SdoError } from "./sdo-error.js";

/** One of several, each part of it once. */
export function mergeValidation(...given: readonly ValidationData[]): ValidationData {
  return {
    certificates: distinct(given.flatMap(({ certificates }) => certificates)),
    crls: distinct(given.flatMap(({ crls }) => crls)),
    ocsps: distinct(given.flatMap(({ ocsps }) => ocsps)),
  };
}

/** @throws SdoError "bad-xades" unless every part of it is what it should be */
export function expectReadable(validation: ValidationData): ValidationData {
  try {
    validation.certificates.map(readCertificate);
    offlineRevocation({ crls: validation.crls, ocsp: validation.ocsps });
    return validation;
  } catch (cause) {
    if (!(cause instanceof OcesError)) throw cause;
    throw new SdoError("bad-xades", `What is archived for validation cannot be read: ${cause.message}`, { cause });
  }
}

/**
 * What was archived, and what the caller has besides: a revocation that either of them knows counts.
 *
 * @param now evidence that is dated later counts for nothing
 */
export function revocationOf(
  { crls, ocsps }: ValidationData,
  further: RevocationSource | undefined,
  now: Date,
): RevocationSource {
  const archived = offlineRevocation({ crls, ocsp: ocsps, clock: { now: () => now } });
  if (!further) return archived;
  return {
    ask: async (question) => {
      const [first, second] = [await archived.ask(question), await further.ask(question)];
      return [first, second].find(({ status }) => status === "revoked") ?? (first.status === "good" ? first : second);
    },
  };
}

function distinct(all: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...new Map(all.map((bytes) => [Buffer.from(bytes).toString("base64"), bytes])).values()];
}
