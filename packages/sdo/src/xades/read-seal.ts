/**
 * Reads a document's one seal. Its shape is fixed, so that nothing can stand in it that no rule looks at:
 *
 *   Signature > SignedInfo, SignatureValue, KeyInfo, Object > QualifyingProperties > SignedProperties
 *                                                                                  > UnsignedProperties > UnsignedSignatureProperties
 *
 * What the references cover is told by the key alone (Seal.opened); what was added later is covered by none, and each time-stamp
 * of it stands for itself.
 */
import { type Certificate, OcesError, readCertificate } from "@eid-gateway/oces";
import { type CoveredPart, readXmlSignatures, type XmlElement, type XmlSignature } from "@eid-gateway/xmldsig";
import { SdoError } from "../sdo-error.js";
import { readAddedProperties } from "./read-added-properties.js";
import { readSealParts, type SealParts } from "./read-seal-parts.js";
import { readSignedProperties, type SignedProperties } from "./read-signed-properties.js";
import type { OpenedSeal, Seal } from "./seal.js";

export interface SealShape {
  /** Where it must stand: `/LtvSdo[1]/Signature[1]`. */
  readonly path: string;
  /** What references to something outside of the document are to; left out: there must be none. */
  readonly detached?: (uri: string) => Uint8Array | undefined;
}

/** @throws SdoError "bad-xades", XmlError: what is not built as a seal is. Whether it is genuine is told by what is read. */
export function readSeal(bytes: Uint8Array, { path, detached }: SealShape): Seal {
  const [signature, ...more] = readXmlSignatures(bytes, detached && { detached });
  if (!signature || more.length > 0 || signature.path !== path)
    throw new SdoError("bad-xades", "There is not exactly one Signature, at the place where the seal must stand");
  if (signature.refusal) throw signature.refusal;
  const certificates = signature.certificates.map(readOne);
  const parts = readSealParts(bytes, path);
  const properties = signature.covered.find((part) => part.path === parts.signedPropertiesPath);
  const covered = signature.covered.filter((part) => part !== properties);
  expectReferences(covered, properties, parts);
  return {
    path,
    certificates,
    covered,
    isContentIntact: signature.covered.every(({ digestMatches }) => digestMatches),
    opened: open(signature, certificates, parts, properties),
    ...readAddedProperties(parts, signature.covered),
  };
}

function readOne(der: Uint8Array): Certificate {
  try {
    return readCertificate(der);
  } catch (cause) {
    if (!(cause instanceof OcesError)) throw cause;
    throw new SdoError("bad-xades", "A certificate in the seal is none", { cause });
  }
}

/** A reference says by its type which one is to the properties; it must be to those of this seal (EN 319 132-1 section 4.4.2). */
function expectReferences(
  covered: readonly CoveredPart[],
  properties: CoveredPart | undefined,
  parts: SealParts,
): void {
  if (!properties || parts.references.filter(({ isToProperties }) => isToProperties).length !== 1)
    throw new SdoError("bad-xades", "The seal does not cover its own properties, and once");
  if (covered.length === 0) throw new SdoError("bad-xades", "The seal covers nothing but itself");
}

/** The key of each certificate is tried; of those with one key, the one that the signed properties name. */
function open(
  signature: XmlSignature,
  certificates: readonly Certificate[],
  parts: SealParts,
  part: CoveredPart | undefined,
): OpenedSeal | undefined {
  if (!part) return undefined;
  for (const certificate of certificates) {
    const opened = signature.openWith(certificate.publicKey);
    if (!opened) continue;
    const inside = signature.covered.filter(({ uri }) => uri === undefined);
    const element = opened[inside.indexOf(part)]!;
    const properties = readSignedProperties(
      element,
      parts.references.filter(({ isToProperties }) => !isToProperties),
    );
    if (properties.names(certificate)) return describe(certificate, properties, opened, element);
  }
  return undefined;
}

function describe(
  certificate: Certificate,
  { signingTime, mediaTypes }: SignedProperties,
  opened: readonly XmlElement[],
  element: XmlElement,
): OpenedSeal {
  return { certificate, signingTime, mediaTypes, content: opened.filter((one) => one !== element) };
}
