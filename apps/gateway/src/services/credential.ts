/** A customer's certificate and key: it signs and opens mutual TLS; the key itself is handed to nobody. */
import { sign as signWithKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { type Credential, EidError } from "@eid-gateway/core";
import type { OutboundPool } from "./outbound-fetch.js";
import { readPkcs12 } from "./read-pkcs12.js";

const signAsync = promisify(signWithKey);

export interface KeyFile {
  readonly file: string;
  readonly password: string;
}

/** @throws EidError "misconfigured" when the file is missing or cannot be opened */
export function openCredential(
  name: string,
  { file, password }: KeyFile,
  hosts: ReadonlySet<string>,
  outbound: OutboundPool,
): Credential {
  const { key, certificate, chain } = readPkcs12(name, readFile(name, file), password);
  const pem = [certificate, ...chain].map((each) => each.toString()).join("");
  const tls = { key: key.export({ type: "pkcs8", format: "pem" }) as string, cert: pem };
  return {
    certificate: new Uint8Array(certificate.raw),
    async sign(data, algorithm) {
      if (algorithm !== "RS256" || key.asymmetricKeyType !== "rsa") {
        throw new EidError("credential:algorithm", "misconfigured", `${name} cannot sign with ${algorithm}`);
      }
      return new Uint8Array(await signAsync("sha256", data, key));
    },
    fetch: outbound.fetchFor(hosts, tls),
  };
}

function readFile(name: string, file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new EidError("credential:unreadable", "misconfigured", `the key file of ${name} cannot be read (${reason})`, {
      cause,
    });
  }
}
