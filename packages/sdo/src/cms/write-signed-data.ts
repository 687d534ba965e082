import { readCertificate } from "@eid-gateway/oces";
import { contextTag, TAG, writeDer, writeInteger, writeOid, writeSequence } from "@eid-gateway/oces/der";
import { type SealKey, signWith } from "../seal-key.js";
import { writeAlgorithm } from "./algorithm.js";
import { writeAttribute, writeSetOf } from "./attributes.js";
import { OID } from "./object-identifiers.js";
import { writeSigningCertificate } from "./signing-certificate.js";

/**
 * A detached CAdES signature as PAdES has it: SignedData over content of type data, with the attributes content-type,
 * message-digest and signing-certificate-v2, and no signing-time, since the PDF states it (EN 319 142-1 section 6.3).
 *
 * @param given `digest`: SHA-256 of the content
 * @returns DER of a ContentInfo with the key's certificate and its chain
 * @throws SdoError "bad-seal" when key and certificate are not a pair
 */
export async function writeSignedData(given: {
  readonly digest: Uint8Array;
  readonly key: SealKey;
}): Promise<Uint8Array> {
  const { digest, key } = given;
  const certificate = readCertificate(key.certificate);
  const attributes = [
    writeAttribute(OID.contentType, writeOid(OID.data)),
    writeAttribute(OID.messageDigest, writeDer(TAG.octetString, digest)),
    writeAttribute(OID.signingCertificateV2, writeSigningCertificate(certificate)),
  ];
  // Signed as a SET, written under the tag [0] (RFC 5652 section 5.4).
  const signature = await signWith(key, writeSetOf(attributes));
  const signer = writeSequence(
    writeInteger("01"),
    writeSequence(certificate.issuer.der, writeInteger(certificate.serial)),
    writeAlgorithm(OID.sha256),
    writeSetOf(attributes, contextTag(0, "constructed")),
    writeAlgorithm(OID.rsa, "null"),
    writeDer(TAG.octetString, signature),
  );
  const signedData = writeSequence(
    writeInteger("01"),
    writeDer(TAG.set, writeAlgorithm(OID.sha256)),
    writeSequence(writeOid(OID.data)),
    writeSetOf([key.certificate, ...key.chain], contextTag(0, "constructed")),
    writeDer(TAG.set, signer),
  );
  return writeSequence(writeOid(OID.signedData), writeDer(contextTag(0, "constructed"), signedData));
}
