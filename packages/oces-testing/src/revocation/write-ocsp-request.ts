import { createHash } from "node:crypto";
import { nameOf } from "../certificates/authority.js";
import type { CaCertificate } from "../certificates/ca-certificate.js";
import { octetString, sequence, tagged } from "../certificates/der.js";
import { extension } from "../certificates/extensions.js";
import { publicKeyBits } from "../certificates/write-certificate.js";
import type { CertId } from "./read-ocsp-request.js";
import { certId } from "./write-ocsp-response.js";

/** Whom an OCSP request asks about; a holder's or a CA's certificate fits. */
export interface OcspSubject {
  readonly serial: string;
  readonly issuer?: CaCertificate;
}

const NONCE = "1.3.6.1.5.5.7.48.1.2";

/** Names a certificate of this issuer as OCSP does. */
export function certIdOf(serial: string, issuer: CaCertificate, hash: CertId["hash"]): CertId {
  const digest = (bytes: Uint8Array): string => createHash(hash).update(bytes).digest("hex");
  return {
    hash,
    serial,
    issuerNameHash: digest(nameOf(issuer)),
    issuerKeyHash: digest(publicKeyBits(issuer.privateKey)),
  };
}

/**
 * The DER of an OCSP request about one certificate, RFC 6960 section 4.1: for answers that shall lie on disk.
 * Throws for a root, which nobody issued.
 *
 * @example
 * const answer = await ca.ocsp(writeOcspRequest(person), { nextUpdate: null });
 */
export function writeOcspRequest(
  { serial, issuer }: OcspSubject,
  { hash = "sha1", nonce }: { hash?: CertId["hash"]; nonce?: Uint8Array } = {},
): Uint8Array {
  if (issuer === undefined) throw new Error("a root has no issuer to ask");
  const request = sequence(certId(certIdOf(serial, issuer, hash)));
  const wish = nonce && [tagged(2, sequence(extension({ oid: NONCE, value: octetString(nonce) })))];
  return sequence(sequence(sequence(request), ...(wish ?? [])));
}
