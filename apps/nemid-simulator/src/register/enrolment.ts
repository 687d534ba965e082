import type { X509Certificate } from "node:crypto";
import type { TestCa } from "@eid-gateway/oces-testing";
import type { Merchant } from "./merchant.js";

/** A provider is known by its VOCES; the company register also lets a function certificate of the company in. */
export type EnrolledKind = "VOCES" | "FOCES";

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
  kinds: readonly EnrolledKind[] = ["VOCES"],
): Enrolment {
  const merchant = findHolder(ca, merchants, certificate, kinds);
  if (!merchant) return { is: "unknown" };
  const why = findObstacle(ca, certificate, merchant, now);
  return why ? { is: "not-enrolled", why } : { is: "enrolled", merchant };
}

/** Looked up in the CA's own list, byte for byte: a certificate that only looks like one of ours is unknown. */
function findHolder(
  ca: TestCa,
  merchants: Iterable<Merchant>,
  certificate: X509Certificate,
  kinds: readonly string[],
): Merchant | undefined {
  const issued = ca.findIssued(certificate.serialNumber);
  if (!issued || !kinds.includes(issued.kind) || !certificate.raw.equals(issued.certificate)) return undefined;
  const { cvr, uid } = issued.subject;
  const ofCompany = [...merchants].filter((merchant) => merchant.cvr === cvr);
  // A function certificate says of what company it is, not which of its agreements it is for.
  return ofCompany.find((merchant) => (issued.kind === "FOCES" ? merchant.status === "active" : merchant.uid === uid));
}

function findObstacle(ca: TestCa, certificate: X509Certificate, merchant: Merchant, now: Date): string | undefined {
  if (now < new Date(certificate.validFrom)) return "the certificate is not valid yet";
  if (now > new Date(certificate.validTo)) return "the certificate has expired";
  if (ca.findRevocation(certificate.serialNumber)) return "the certificate is revoked";
  return merchant.status === "suspended" ? "the service provider is not enrolled for this client" : undefined;
}
