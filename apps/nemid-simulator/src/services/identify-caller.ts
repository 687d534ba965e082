import type { X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";

/** Whose certificate it is. Anything but `enrolled` may not use the services behind mutual TLS. */
export interface Enrolments<Subscriber> {
  findEnrolment(
    certificate: X509Certificate,
  ): { readonly is: "enrolled"; readonly merchant: Subscriber } | { readonly is: "not-enrolled" | "unknown" };
}

/** Who is calling, by the TLS handshake alone. */
export type Caller<Subscriber> = Subscriber | "no-certificate" | "stranger";

/**
 * Only a certificate that the handshake itself has verified counts (its holder proved to have the key, its chain leads to
 * the simulator's root), and then only when the register knows it.
 */
export function identifyCaller<Subscriber>(
  { socket }: IncomingMessage,
  enrolments: Enrolments<Subscriber>,
): Caller<Subscriber> {
  if (!(socket instanceof TLSSocket)) return "no-certificate";
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return "no-certificate";
  if (!socket.authorized) return "stranger";
  const enrolment = enrolments.findEnrolment(certificate);
  return enrolment.is === "enrolled" ? enrolment.merchant : "stranger";
}
