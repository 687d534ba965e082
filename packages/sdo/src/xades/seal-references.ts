/** Makes a whole seal: as much of it as there is to make it with (see Sealing). */
import { digestBy, sha256 } from "../digest.js";
import { collectSealProof, collectTimestampProof, type Sealing } from "../sealing.js";
import {
  signatureTimestamp,
  timestampValidation,
  unsignedProperties,
  validationValues,
} from "./unsigned-properties.js";
import { END_OF_PROPERTIES, type SealedReference, writeSeal } from "./write-seal.js";

/**
 * A XAdES signature over these references, as text to be put into a document.
 *
 * Baseline B; T with `timestamps`; LT with `validation` too, after which everything that verifies it is in it.
 *
 * @throws SdoError "bad-seal", "unproven", and those of the time-stamp source: nothing is half sealed
 */
export async function sealReferences(references: readonly SealedReference[], sealing: Sealing): Promise<string> {
  const { key, clock, timestamps, validation } = sealing;
  const at = clock.now();
  if (validation) await collectSealProof(key, at, validation); // before anything is made of it
  const { xml, signatureValue } = await writeSeal(references, key, at);
  if (!timestamps) return xml;
  const added = await proveTime(signatureValue, { ...sealing, timestamps });
  return `${xml.slice(0, -END_OF_PROPERTIES.length)}${unsignedProperties(added)}${END_OF_PROPERTIES}`;
}

/** The first time-stamp, and what verifies it and the seal at its time. */
export async function proveTime(
  signatureValue: Uint8Array,
  { key, timestamps, validation }: Sealing & Required<Pick<Sealing, "timestamps">>,
): Promise<string> {
  const token = await timestamps.stamp(sha256(signatureValue));
  const stamp = signatureTimestamp(token);
  if (!validation) return stamp;
  const { time, proof } = await collectTimestampProof(token, digestBy(signatureValue), validation);
  return stamp + validationValues(await collectSealProof(key, time, validation)) + timestampValidation(proof);
}
