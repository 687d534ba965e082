/** The keys that relying parties encrypt their requests to. Every published one decrypts; the one that is current stands first. */
import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Storage } from "@eid-gateway/storage";
import { exportJWK, type JWK } from "jose";
import { createKeyRing, type KeyRing } from "../../key-ring.js";
import { OVERLAP_MS } from "./signing-keys.js";

export const REQUEST_ENCRYPTION_ALG = "RSA-OAEP";

const generate = promisify(generateKeyPair);

function encryptionKeyRing(keys: Storage["keys"]): KeyRing {
  return createKeyRing(keys, { purpose: "oidc-encrypt", overlapMs: OVERLAP_MS, make: makeKey });
}

/** @returns private JWKs: oidc-provider publishes their public half */
export async function loadEncryptionKeys(keys: Storage["keys"], now: Date): Promise<readonly JWK[]> {
  return (await encryptionKeyRing(keys).load(now)).map((row) => row.value as JWK);
}

/** For the command line: what was done, and every key with what it does now. */
export async function rotateEncryptionKey(keys: Storage["keys"], now: Date): Promise<string> {
  const { value, activeFrom } = await encryptionKeyRing(keys).rotate(now);
  return `encryption ${(value as JWK).kid} is published and decrypts now, and stands first from ${activeFrom.toISOString()}`;
}
export async function listEncryptionKeys(keys: Storage["keys"], now: Date): Promise<readonly string[]> {
  const listed = await encryptionKeyRing(keys).list(now);
  return listed.map(
    ({ row, state }) => `encryption ${(row.value as JWK).kid}  ${state.replace("signs", "stands first")}`,
  );
}

async function makeKey(): Promise<Record<string, string>> {
  const { privateKey } = await generate("rsa", { modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  const kid = randomBytes(9).toString("base64url");
  return { ...(jwk as Record<string, string>), kid, use: "enc", alg: REQUEST_ENCRYPTION_ALG };
}
