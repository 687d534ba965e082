/** The attribute that binds a signature to one certificate, so that none of the same key can take its place (RFC 5035). */
import { createHash } from "node:crypto";
import type { Certificate } from "@eid-gateway/oces";
import {
  contextTag,
  DerError,
  DerFields,
  type DerValue,
  readIntegerHex,
  readName,
  TAG,
  writeDer,
  writeInteger,
  writeSequence,
} from "@eid-gateway/oces/der";
import { readAlgorithm } from "./algorithm.js";
import { findHash, OID } from "./object-identifiers.js";
import type { SigningCertificate } from "./signed-data.js";

/** SigningCertificateV2 naming that one certificate by SHA-256, the default of the structure, and by issuer and serial number. */
export function writeSigningCertificate(certificate: Certificate): Uint8Array {
  const digest = createHash("sha256").update(certificate.der).digest();
  const id = writeSequence(writeDer(TAG.octetString, digest), writeIssuerSerial(certificate));
  return writeSequence(writeSequence(id));
}

/** IssuerSerial: also what XAdES has in IssuerSerialV2. */
export function writeIssuerSerial({ issuer, serial }: Certificate): Uint8Array {
  const directoryName = writeDer(contextTag(4, "constructed"), issuer.der);
  return writeSequence(writeSequence(directoryName), writeInteger(serial));
}

/** The first of SigningCertificateV2, which is the signer's; those of its CAs may follow. @throws DerError */
export function readSigningCertificate(value: DerValue): SigningCertificate {
  const fields = new DerFields(value.expect(TAG.sequence));
  const first = new DerFields(fields.take(TAG.sequence).first().expect(TAG.sequence));
  const algorithm = first.find(TAG.sequence);
  const digest = first.take(TAG.octetString).content;
  const issuerSerial = first.find(TAG.sequence);
  first.end();
  return {
    hash: algorithm ? readAlgorithm(algorithm) : OID.sha256,
    digest,
    issuerSerial: issuerSerial && readIssuerSerial(issuerSerial),
  };
}

/** IssuerSerial with one directory name. @throws DerError */
export function readIssuerSerial(value: DerValue): { readonly issuer: string; readonly serial: string } {
  const fields = new DerFields(value.expect(TAG.sequence));
  const name = fields.take(TAG.sequence).only();
  const serial = readIntegerHex(fields.take(TAG.integer));
  fields.end();
  if (name.tag !== contextTag(4, "constructed")) throw new DerError("an issuer that is not a directory name");
  return { issuer: readName(name.only()).key, serial };
}

/** Whether it is this certificate that was meant. Never with a hash that is not SHA-2. */
export function names(reference: SigningCertificate, certificate: Certificate): boolean {
  const hash = findHash(reference.hash);
  if (!hash || !createHash(hash).update(certificate.der).digest().equals(reference.digest)) return false;
  const { issuerSerial } = reference;
  return (
    !issuerSerial || (issuerSerial.issuer === certificate.issuer.key && issuerSerial.serial === certificate.serial)
  );
}
