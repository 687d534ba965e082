import { contextTag, DerFields, type DerValue, parseDer, TAG, writeDer, writeSequence } from "@eid-gateway/oces/der";
import { SdoError } from "../sdo-error.js";
import { writeAttribute } from "./attributes.js";
import { OID } from "./object-identifiers.js";
import { readSignedData } from "./read-signed-data.js";

/**
 * Puts a time-stamp token over the signature value into SignedData as the unsigned attribute signature-time-stamp
 * (RFC 3161 appendix A). Everything that was signed, and every certificate, keeps its bytes.
 *
 * @throws SdoError "bad-cms" also when there are unsigned attributes already
 */
export function addUnsignedTimestamp(cms: Uint8Array, token: Uint8Array): Uint8Array {
  readSignedData(cms); // is what the surgery below takes it to be
  const info = new DerFields(parseDer(cms));
  const type = info.takeAny();
  const parts = info.takeAny().only().children();
  const signer = parts.at(-1)!.only();
  const changed = writeSequence(
    ...parts.slice(0, -1).map(({ bytes }) => bytes),
    writeDer(TAG.set, extendSigner(signer, token)),
  );
  return writeSequence(type.bytes, writeDer(contextTag(0, "constructed"), changed));
}

function extendSigner(signer: DerValue, token: Uint8Array): Uint8Array {
  const unsigned = contextTag(1, "constructed");
  const parts = signer.children();
  if (parts.at(-1)?.tag === unsigned) throw new SdoError("bad-cms", "The signature has unsigned attributes already");
  const attribute = writeAttribute(OID.signatureTimestamp, token);
  return writeSequence(...parts.map(({ bytes }) => bytes), writeDer(unsigned, attribute));
}
