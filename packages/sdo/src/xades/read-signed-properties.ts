import type { Certificate } from "@eid-gateway/oces";
import { DerError, parseDer } from "@eid-gateway/oces/der";
import { findAttribute, type XmlElement } from "@eid-gateway/xmldsig";
import { readIssuerSerial } from "../cms/signing-certificate.js";
import { sha256 } from "../digest.js";
import { readTime, Vocabulary } from "./elements.js";
import { DSIG, SHA256, XADES } from "./names.js";
import type { SealReference } from "./read-seal-parts.js";

export interface SignedProperties {
  readonly signingTime: Date;
  readonly mediaTypes: readonly string[];
  /** Whether it is this certificate that the seal was made with. */
  names(certificate: Certificate): boolean;
}

const xades = new Vocabulary(XADES, "bad-xades");

/**
 * SignedProperties of baseline B: signing time, certificate, and a media type for each of the references.
 *
 * @throws SdoError "bad-xades"
 */
export function readSignedProperties(element: XmlElement, references: readonly SealReference[]): SignedProperties {
  const [signature, data, ...more] = xades.inside(xades.expect(element, "SignedProperties"), ["Id"]);
  const [time, certificate, ...others] = xades.inside(xades.expect(signature, "SignedSignatureProperties"));
  const formats = xades.inside(xades.expect(data, "SignedDataObjectProperties"));
  if (more.length + others.length > 0) throw xades.refusal("The seal has signed properties that it must not have");
  const signingTime = readTime(xades.text(time, "SigningTime"));
  if (!signingTime) throw xades.refusal("The signing time is none");
  return { signingTime, mediaTypes: readFormats(formats, references), names: readCertificateReference(certificate) };
}

/** One for each reference, by its Id and in its order: what was sealed must not be taken for something else. */
function readFormats(formats: readonly XmlElement[], references: readonly SealReference[]): readonly string[] {
  const isPaired = formats.every((format, index) => {
    const id = references[index]?.id;
    return id !== undefined && findAttribute(format, "ObjectReference") === `#${id}`;
  });
  if (formats.length !== references.length || !isPaired)
    throw xades.refusal("The seal does not say of each reference what it is to");
  return formats.map((format) => {
    const [mediaType] = xades.inside(xades.expect(format, "DataObjectFormat"), ["ObjectReference"]);
    return xades.text(mediaType, "MimeType");
  });
}

function readCertificateReference(element: XmlElement | undefined): SignedProperties["names"] {
  const [certificate] = xades.inside(xades.expect(element, "SigningCertificateV2"));
  const [digest, issuerSerial, ...more] = xades.inside(xades.expect(certificate, "Cert"));
  if (more.length > 0) throw xades.refusal("A certificate is named by more than its digest");
  const [method, value] = xades.inside(xades.expect(digest, "CertDigest"));
  const dsig = new Vocabulary(DSIG, "bad-xades");
  if (findAttribute(dsig.expect(method, "DigestMethod"), "Algorithm") !== SHA256)
    throw xades.refusal("The certificate is named by another hash than SHA-256");
  const stated = dsig.bytes(value, "DigestValue");
  const meant = issuerSerial && readSerial(xades.bytes(issuerSerial, "IssuerSerialV2"));
  return ({ der, issuer, serial }) =>
    Buffer.from(stated).equals(sha256(der)) && (!meant || (meant.issuer === issuer.key && meant.serial === serial));
}

function readSerial(der: Uint8Array) {
  try {
    return readIssuerSerial(parseDer(der));
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    throw xades.refusal("The certificate's issuer and serial number are none");
  }
}
