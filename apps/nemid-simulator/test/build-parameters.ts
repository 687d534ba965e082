/** A service provider's side, written for these tests alone: it shares no line with what it tests. */
import { createHash, createSign } from "node:crypto";
import type { DescribedMerchant, RunningSimulator } from "@eid-gateway/nemid-simulator";

export const ORIGIN = "https://sp.example";
export const NOW = new Date("2023-03-14T12:00:00Z");

export interface Signer {
  readonly certificate: string; // base64 DER
  readonly privateKeyPem: string;
}

export type Sent = Record<string, string>;

/** Changes before the digest is taken (`undefined` leaves a name out), and after everything is signed. */
export interface Changes {
  readonly before?: Readonly<Record<string, string | undefined>>;
  readonly after?: Readonly<Record<string, string | undefined>>;
}

export function signerOf(simulator: RunningSimulator, merchant: DescribedMerchant): Signer {
  const issued = simulator.ca.findIssued(merchant.serial)!;
  return { certificate: Buffer.from(issued.certificate).toString("base64"), privateKeyPem: issued.privateKeyPem };
}

export function buildParameters(signer: Signer, { before = {}, after = {} }: Changes = {}): Sent {
  const honest = {
    CLIENTFLOW: "OCESLOGIN2",
    LANGUAGE: "EN",
    ORIGIN,
    SIGN_PROPERTIES: "challenge=4711",
    SP_CERT: signer.certificate,
    TIMESTAMP: String(NOW.getTime()),
  };
  return signParameters(signer, without({ ...honest, ...before }), after);
}

/** The digest over what is asked, the signature by the provider's key, and what is changed after that. */
export function signParameters({ privateKeyPem }: Signer, asked: Sent, after: Changes["after"] = {}): Sent {
  const bytes = Buffer.from(concatenate(asked));
  const digest = createHash("sha256").update(bytes).digest("base64");
  const signature = createSign("RSA-SHA256").update(bytes).sign(privateKeyPem, "base64");
  return without({ ...asked, PARAMS_DIGEST: digest, DIGEST_SIGNATURE: signature, ...after });
}

/** `_` sorts before letters, whatever their case: here by writing it as a character lower than all of them. */
function concatenate(asked: Sent): string {
  const key = (name: string) => name.toUpperCase().replaceAll("_", "\u0001");
  const names = Object.keys(asked).sort((one, other) => (key(one) < key(other) ? -1 : 1));
  return names.map((name) => `${name}${asked[name]}`).join("");
}

export function without(values: Readonly<Record<string, string | undefined>>): Sent {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
