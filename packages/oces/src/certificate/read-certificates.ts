import { readDerOrPem } from "../der/pem.js";
import { OcesError } from "../oces-error.js";
import type { Certificate } from "./certificate.js";
import { readCertificate } from "./read-certificate.js";

/** The certificates of a file: DER of one, or PEM of one or more, in their order. @throws OcesError "bad-certificate" */
export function readCertificates(bytes: Uint8Array): readonly Certificate[] {
  const ders = readDerOrPem(bytes, "CERTIFICATE");
  if (ders.length === 0) throw new OcesError("bad-certificate", "Not a certificate: PEM of something else");
  return ders.map(readCertificate);
}
