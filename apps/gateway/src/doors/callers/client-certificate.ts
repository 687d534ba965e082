/**
 * The TLS certificate of a caller. TLS ends at the proxy in front, which says what it saw in `Client-Cert`: as RFC 9440 wants it, or
 * as nginx writes `$ssl_client_escaped_cert`. From anybody but a proxy of ours the header is hearsay.
 */
import { createHash, X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";

const HEADER = "client-cert";

/** @returns a reader of the SHA-256 of the certificate's DER, in lower-case hexadecimal; `undefined` when none was shown */
export function createCertificateReader(isTrusted: (address: string) => boolean) {
  return (request: IncomingMessage): string | undefined => {
    const header = request.headers[HEADER];
    if (typeof header !== "string" || !isTrusted(request.socket.remoteAddress ?? "")) return undefined;
    const der = readCertificate(header);
    return der && createHash("sha256").update(der).digest("hex");
  };
}

function readCertificate(header: string): Uint8Array | undefined {
  const binary = /^:([A-Za-z0-9+/=]+):$/.exec(header.trim())?.[1];
  try {
    return new X509Certificate(binary ? Buffer.from(binary, "base64") : decodeURIComponent(header)).raw;
  } catch {
    return undefined; // whatever it is, it is not a certificate
  }
}
