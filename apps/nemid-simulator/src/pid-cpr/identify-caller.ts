import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import type { MerchantRegister, Subscriber } from "./registers.js";

/** Who is calling, by the TLS handshake alone. */
export type Caller = Subscriber | "no-certificate" | "stranger";

/**
 * Only a certificate that the handshake itself has verified counts (its holder proved to have the key, its chain leads to
 * the simulator's root), and then only when the register knows it.
 */
export function identifyCaller({ socket }: IncomingMessage, merchants: MerchantRegister): Caller {
  if (!(socket instanceof TLSSocket)) return "no-certificate";
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return "no-certificate";
  if (!socket.authorized) return "stranger";
  const enrolment = merchants.findEnrolment(certificate);
  return enrolment.is === "enrolled" ? enrolment.merchant : "stranger";
}
