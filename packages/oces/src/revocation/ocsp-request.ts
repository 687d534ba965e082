import { createHash } from "node:crypto";
import type { Certificate } from "../certificate/certificate.js";
import { contextTag, TAG } from "../der/der-value.js";
import { writeDer, writeInteger, writeOid, writeSequence } from "../der/write-der.js";

export const NONCE = "1.3.6.1.5.5.7.48.1.2";
const SHA1 = "1.3.14.3.2.26";

/** An unsigned OCSP request for one certificate (RFC 6960 section 4.1) with a nonce (RFC 8954). */
export function writeOcspRequest(certificate: Certificate, issuer: Certificate, nonce: Uint8Array): Uint8Array {
  // The hash only names the issuer; SHA-1 is what every responder knows (RFC 5019 section 2.1.1).
  const sha1 = (bytes: Uint8Array) => writeDer(TAG.octetString, createHash("sha1").update(bytes).digest());
  const certId = writeSequence(
    writeSequence(writeOid(SHA1), writeDer(TAG.null)),
    sha1(certificate.issuer.der),
    sha1(issuer.publicKeyBits),
    writeInteger(certificate.serial),
  );
  const nonceExtension = writeSequence(writeOid(NONCE), writeDer(TAG.octetString, writeDer(TAG.octetString, nonce)));
  const requestList = writeSequence(writeSequence(certId));
  const extensions = writeDer(contextTag(2, "constructed"), writeSequence(nonceExtension));
  return writeSequence(writeSequence(requestList, extensions));
}
