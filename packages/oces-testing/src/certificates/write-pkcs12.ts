import type { KeyObject } from "node:crypto";
import forge from "node-forge";
import { pemOf } from "./write-certificate.js";

/**
 * A PKCS#12 file: the key encrypted with AES-256, the certificate first, then its chain. node-forge keeps the parsed
 * certificate as it was read, so the multi-valued RDN survives.
 */
export function writePkcs12(
  key: KeyObject,
  certificates: readonly Uint8Array[],
  password: string,
  friendlyName: string,
): Uint8Array {
  const privateKey = forge.pki.privateKeyFromPem(key.export({ type: "pkcs1", format: "pem" }).toString());
  const chain = certificates.map((der) => forge.pki.certificateFromPem(pemOf("CERTIFICATE", der)));
  const file = forge.pkcs12.toPkcs12Asn1(privateKey, chain, password, { algorithm: "aes256", friendlyName });
  return Buffer.from(forge.asn1.toDer(file).getBytes(), "latin1");
}
