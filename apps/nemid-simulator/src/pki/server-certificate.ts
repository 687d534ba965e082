import { X509Certificate } from "node:crypto";
import type { ServerOptions } from "node:https";
import { isIP } from "node:net";
import type { IssuedCertificate, TestCa } from "@eid-gateway/oces-testing";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The certificate of the operator's https server for these hosts: the one of last time while it still lasts a month,
 * else a new one.
 *
 * @param hosts DNS names and IP addresses; the first is the subject's name
 */
export async function loadServerCertificate(
  ca: TestCa,
  hosts: readonly string[],
  clock: { now(): Date },
): Promise<IssuedCertificate> {
  const until = new Date(clock.now().getTime() + 30 * DAY_MS);
  const usable = (one: IssuedCertificate): boolean =>
    one.kind === "SERVER" && one.notAfter > until && speaksFor(one, hosts);
  return ca.issued.findLast(usable) ?? (await ca.issueServer({ hosts }));
}

function speaksFor({ pem }: IssuedCertificate, hosts: readonly string[]): boolean {
  const certificate = new X509Certificate(pem);
  return hosts.every((host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined);
}

/**
 * Options of the mutual-TLS server. A client certificate is asked for and not demanded: the CPR service answers a caller
 * without one by its own status, and one of another CA like a stranger.
 */
export function mutualTlsOptions(ca: TestCa, server: IssuedCertificate): ServerOptions {
  return {
    key: server.privateKeyPem,
    cert: server.pem + server.issuer.pem,
    ca: [ca.root.pem, ...ca.issuingCas.map(({ pem }) => pem)],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
  };
}
