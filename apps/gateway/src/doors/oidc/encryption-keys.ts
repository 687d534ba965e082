/** The keys that relying parties encrypt their requests to. Every published one decrypts; the one that is current stands first. */
import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Storage } from "@eid-gateway/storage";
import { exportJWK, type JWK } from "jose";
import { createKeyRing, type KeyRing } from "../../key-ring.js";
import { OVERLAP_MS } from "./signing-keys.js";

export const REQUEST_ENCRYPTION_ALG = "RSA-OAEP";

const generate = promisify(generateKeyPair);

export function encryptionKeyRing(keys: Storage["keys"]): KeyRing {
  return createKeyRing(keys, { purpose: "oidc-encrypt", overlapMs: OVERLAP_MS, make: makeKey });
}

/** @returns private JWKs: oidc-provider publishes their public half */
export async function loadEncryptionKeys(keys: Storage["keys"], now: Date): Promise<readonly JWK[]> {
  return (await encryptionKeyRing(keys).load(now)).map((row) => row.value as JWK);
}

async function makeKey(): Promise<Record<string, string>> {
  const { privateKey } = await generate("rsa", { modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  const kid = randomBytes(9).toString("base64url");
  return { ...(jwk as Record<string, string>), kid, use: "enc", alg: REQUEST_ENCRYPTION_ALG };
}
