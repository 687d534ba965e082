/** A XAdES signature of baseline B (EN 319 132-1 section 6.3), as text: references to the data and to the signed properties. */
import { readCertificate } from "@eid-gateway/oces";
import { canonicalizeExclusively, escapeAttribute, escapeText } from "@eid-gateway/xmldsig";
import { writeIssuerSerial } from "../cms/signing-certificate.js";
import { sha256 } from "../digest.js";
import { SdoError } from "../sdo-error.js";
import { type SealKey, signWith } from "../seal-key.js";
import { DECLARATIONS, ENVELOPED, EXCLUSIVE, RSA_SHA256, SHA256, SIGNED_PROPERTIES_TYPE } from "./names.js";

/** One thing that is sealed. */
export interface SealedReference {
  /** `#id` of the document that the seal stands in, or the address of something outside. */
  readonly uri: string;
  /** SHA-256: of the exclusive canonical form without the seal, or of the bytes outside. */
  readonly digest: Uint8Array;
  readonly mediaType: string;
}

const SEAL_ID = "seal";
/** In KeyInfo, as xmldsig reads it. */
const MAX_CERTIFICATES = 10;
const PROPERTIES_ID = "seal-properties";
const VALUE_ID = "seal-value";

/** Where unsigned properties are put in later: they are the last there is in a seal. */
export const END_OF_PROPERTIES = "</xades:QualifyingProperties></ds:Object></ds:Signature>";

export interface WrittenSeal {
  readonly xml: string;
  /** The canonical form of its ds:SignatureValue, which a signature time-stamp is over. */
  readonly signatureValue: Uint8Array;
}

/** @throws SdoError "bad-seal" when key and certificate are not a pair */
export async function writeSeal(references: readonly SealedReference[], key: SealKey, at: Date): Promise<WrittenSeal> {
  if (key.chain.length >= MAX_CERTIFICATES)
    throw new SdoError("bad-seal", `The seal's chain has more than ${MAX_CERTIFICATES} certificates`);
  const properties = writeSignedProperties(references, key.certificate, at);
  const propertiesDigest = sha256(canonical(properties, "xades:SignedProperties"));
  const info = writeSignedInfo(references, propertiesDigest);
  const signed = base64(await signWith(key, canonical(info, "ds:SignedInfo")));
  const value = `<ds:SignatureValue Id="${VALUE_ID}">${signed}</ds:SignatureValue>`;
  const xml = [
    `<ds:Signature ${DECLARATIONS} Id="${SEAL_ID}">${info}${value}`,
    `<ds:KeyInfo><ds:X509Data>${[key.certificate, ...key.chain].map(certificate).join("")}</ds:X509Data></ds:KeyInfo>`,
    `<ds:Object><xades:QualifyingProperties Target="#${SEAL_ID}">${properties}${END_OF_PROPERTIES}`,
  ].join("");
  return { xml, signatureValue: canonical(value, "ds:SignatureValue") };
}

function writeSignedInfo(references: readonly SealedReference[], propertiesDigest: Uint8Array): string {
  const properties = `Type="${SIGNED_PROPERTIES_TYPE}" URI="#${PROPERTIES_ID}"`;
  return [
    `<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"/><ds:SignatureMethod Algorithm="${RSA_SHA256}"/>`,
    ...references.map(({ uri, digest }, index) =>
      writeReference(
        `Id="${referenceId(index)}" URI="${escapeAttribute(uri)}"`,
        uri.startsWith("#") ? [ENVELOPED, EXCLUSIVE] : [],
        digest,
      ),
    ),
    writeReference(properties, [EXCLUSIVE], propertiesDigest),
    "</ds:SignedInfo>",
  ].join("");
}

function writeReference(attributes: string, transforms: readonly string[], digest: Uint8Array): string {
  const steps = transforms.map((algorithm) => `<ds:Transform Algorithm="${algorithm}"/>`).join("");
  return [
    `<ds:Reference ${attributes}>${steps && `<ds:Transforms>${steps}</ds:Transforms>`}`,
    `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${base64(digest)}</ds:DigestValue></ds:Reference>`,
  ].join("");
}

function writeSignedProperties(references: readonly SealedReference[], der: Uint8Array, at: Date): string {
  const digest = `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${base64(sha256(der))}</ds:DigestValue>`;
  const issuerSerial = base64(writeIssuerSerial(readCertificate(der)));
  return [
    `<xades:SignedProperties Id="${PROPERTIES_ID}"><xades:SignedSignatureProperties>`,
    `<xades:SigningTime>${at.toISOString().slice(0, 19)}Z</xades:SigningTime>`,
    `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>${digest}</xades:CertDigest>`,
    `<xades:IssuerSerialV2>${issuerSerial}</xades:IssuerSerialV2></xades:Cert></xades:SigningCertificateV2>`,
    "</xades:SignedSignatureProperties><xades:SignedDataObjectProperties>",
    ...references.map(
      ({ mediaType }, index) =>
        `<xades:DataObjectFormat ObjectReference="#${referenceId(index)}"><xades:MimeType>${escapeText(mediaType)}</xades:MimeType></xades:DataObjectFormat>`,
    ),
    "</xades:SignedDataObjectProperties></xades:SignedProperties>",
  ].join("");
}

function referenceId(index: number): string {
  return `seal-reference-${index + 1}`;
}

/** The exclusive canonical form of an element as it will stand in the seal, which declares the prefixes for it. */
function canonical(element: string, name: string): Uint8Array {
  return canonicalizeExclusively(Buffer.from(element.replace(`<${name}`, `<${name} ${DECLARATIONS}`)));
}

function certificate(der: Uint8Array): string {
  return `<ds:X509Certificate>${base64(der)}</ds:X509Certificate>`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
