/** A customer's certificate and key: it signs and opens mutual TLS; the key itself is handed to nobody. */
import type { Credential } from "@eid-gateway/core";
import { type KeyFile, openKeyFile } from "./open-key-file.js";
import type { OutboundPool } from "./outbound-fetch.js";

/** @throws EidError "misconfigured" when the file is missing or cannot be opened */
export function openCredential(
  name: string,
  file: KeyFile,
  hosts: ReadonlySet<string>,
  outbound: OutboundPool,
): Credential {
  const { key, certificate, chain, sign } = openKeyFile(name, file);
  const pem = [certificate, ...chain].map((each) => each.toString()).join("");
  const tls = { key: key.export({ type: "pkcs8", format: "pem" }) as string, cert: pem };
  return { certificate: new Uint8Array(certificate.raw), sign, fetch: outbound.fetchFor(hosts, tls) };
}
