/**
 * The parameters of NemID's clients and their seal: a digest, so that the client notices a change, and a signature with the
 * service provider's VOCES, so that the operator knows who asks.
 */
import { createHash } from "node:crypto";
import type { Credential } from "@eid-gateway/core";

export type ClientParameters = Readonly<Record<string, string>>;

/**
 * All names and values in one row, sorted by name, letter case ignored. The operator compares lower-case letters, so `_` comes
 * before every letter: SIGN_PROPERTIES before SIGNTEXT. Names keep their case, values are used as sent.
 */
export function normaliseParameters(parameters: ClientParameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => ({ name, value, key: name.toLowerCase() }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ name, value }) => name + value)
    .join("");
}

/**
 * Adds PARAMS_DIGEST and DIGEST_SIGNATURE. The signature (RSA PKCS#1 v1.5, SHA-256) is over the normalised text itself, not over
 * its digest once more.
 */
export async function sealParameters(parameters: ClientParameters, credential: Credential): Promise<ClientParameters> {
  const normalised = Buffer.from(normaliseParameters(parameters), "utf8");
  const signature = await credential.sign(normalised, "RS256");
  return {
    ...parameters,
    PARAMS_DIGEST: createHash("sha256").update(normalised).digest("base64"),
    DIGEST_SIGNATURE: Buffer.from(signature).toString("base64"),
  };
}
