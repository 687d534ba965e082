import type { X509Certificate } from "node:crypto";
import type { TestCa } from "@eid-gateway/oces-testing";
import type { Merchant } from "./merchant.js";

/** Whether a certificate may use the operator's services. `unknown` is SRV005, `not-enrolled` SRV010. */
export type Enrolment =
  | { readonly is: "enrolled"; readonly merchant: Merchant }
  | { readonly is: "not-enrolled"; readonly why: string }
  | { readonly is: "unknown" };

/** @param certificate what came as SP_CERT or in the TLS handshake */
export function judgeEnrolment(
  certificate: X509Certificate,
  ca: TestCa,
  merchants: Iterable<Merchant>,
  now: Date,
): Enrolment {
  const merchant = findHolder(ca, merchants, certificate);
  if (!merchant) return { is: "unknown" };
  const why = findObstacle(ca, certificate, merchant, now);
  return why ? { is: "not-enrolled", why } : { is: "enrolled", merchant };
}

/** Looked up in the CA's own list, byte for byte: a certificate that only looks like one of ours is unknown. */
function findHolder(ca: TestCa, merchants: Iterable<Merchant>, certificate: X509Certificate): Merchant | undefined {
  const issued = ca.findIssued(certificate.serialNumber);
  if (issued?.kind !== "VOCES" || !certificate.raw.equals(issued.certificate)) return undefined;
  const { cvr, uid } = issued.subject;
  return [...merchants].find((merchant) => merchant.cvr === cvr && merchant.uid === uid);
}

function findObstacle(ca: TestCa, certificate: X509Certificate, merchant: Merchant, now: Date): string | undefined {
  if (now < new Date(certificate.validFrom)) return "the VOCES is not valid yet";
  if (now > new Date(certificate.validTo)) return "the VOCES has expired";
  if (ca.findRevocation(certificate.serialNumber)) return "the VOCES is revoked";
  return merchant.status === "suspended" ? "the service provider is not enrolled for this client" : undefined;
}
