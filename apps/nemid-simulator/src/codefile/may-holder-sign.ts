import { X509Certificate } from "node:crypto";
import type { HolderFilter } from "./additional-params.js";

/** Whether the service provider's filter lets this holder's certificate (DER) sign. */
export function mayHolderSign(certificate: Uint8Array, { subject, issuers }: HolderFilter): boolean {
  const read = new X509Certificate(certificate);
  return read.subject.includes(subject) && issuers.some((issuer) => read.issuer.includes(issuer));
}
