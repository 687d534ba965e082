/** Properties that are added to a seal after it was made (EN 319 132-1 section 5.3 to 5.5), written as text. */
import type { ValidationData } from "@eid-gateway/oces";
import { SdoError } from "../sdo-error.js";
import { EXCLUSIVE } from "./names.js";
import { END_OF_PROPERTIES } from "./write-seal.js";

const OPEN = "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>";
const CLOSE = "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>";

/** Over the signature value: baseline T. */
export function signatureTimestamp(token: Uint8Array): string {
  return writeTimestamp("xades:SignatureTimeStamp", token);
}

/** Over everything there was before: baseline LTA. */
export function archiveTimestamp(token: Uint8Array): string {
  return writeTimestamp("xades141:ArchiveTimeStamp", token);
}

/** What the seal's own certificate is verified with: baseline LT. */
export function validationValues(validation: ValidationData): string {
  return certificateValues(validation) + revocationValues(validation);
}

/** What the time-stamp before it is verified with. */
export function timestampValidation(validation: ValidationData): string {
  const values = validationValues(validation);
  return `<xades141:TimeStampValidationData>${values}</xades141:TimeStampValidationData>`;
}

/** All that were added to a seal, in their order. */
export function unsignedProperties(properties: string): string {
  return `${OPEN}${properties}${CLOSE}`;
}

/**
 * Puts properties behind those that are there.
 *
 * @param sealed a document in which the seal is the only one, written by writeSeal
 */
export function addProperties(sealed: Uint8Array, properties: string): Uint8Array {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
  const end = bytes.lastIndexOf(END_OF_PROPERTIES);
  if (end < 0)
    throw new SdoError("bad-xades", "The seal is not one that this software wrote: nothing can be added to it");
  const isFirst = bytes.toString("latin1", end - CLOSE.length, end) !== CLOSE;
  const [at, added] = isFirst ? [end, unsignedProperties(properties)] : [end - CLOSE.length, properties];
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(at)]);
}

function writeTimestamp(name: string, token: Uint8Array): string {
  const method = `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"/>`;
  return `<${name}>${method}<xades:EncapsulatedTimeStamp>${base64(token)}</xades:EncapsulatedTimeStamp></${name}>`;
}

function certificateValues({ certificates }: ValidationData): string {
  return wrap("xades:CertificateValues", certificates.map(encapsulate("xades:EncapsulatedX509Certificate")));
}

function revocationValues({ crls, ocsps }: ValidationData): string {
  return wrap("xades:RevocationValues", [
    wrap("xades:CRLValues", crls.map(encapsulate("xades:EncapsulatedCRLValue"))),
    wrap("xades:OCSPValues", ocsps.map(encapsulate("xades:EncapsulatedOCSPValue"))),
  ]);
}

function encapsulate(name: string): (der: Uint8Array) => string {
  return (der) => `<${name}>${base64(der)}</${name}>`;
}

/** Nothing around nothing: the schema wants at least one of each. */
function wrap(name: string, content: readonly string[]): string {
  const inside = content.join("");
  return inside === "" ? "" : `<${name}>${inside}</${name}>`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
