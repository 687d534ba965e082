/** The keys that sign ID tokens, and those of the OIDC door that never change. */
import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Storage } from "@eid-gateway/storage";
import { exportJWK, type JWK } from "jose";
import { createKeyRing, type KeyRing } from "../../key-ring.js";

const PURPOSE = "oidc-sign";
const PAIRWISE = "oidc-pairwise";
const COOKIES = "oidc-cookies";

/** How long a new key is published before it signs, and an old one after: relying parties may cache the key set for a day. */
export const OVERLAP_MS = 24 * 60 * 60 * 1000;

type Keys = Storage["keys"];
const generate = promisify(generateKeyPair);

/** The key set, the key that signs now in front. @returns private JWKs: oidc-provider publishes their public half */
export async function loadSigningKeys(keys: Keys, now: Date): Promise<readonly JWK[]> {
  return (await ringOf(keys).load(now)).map((row) => row.value as JWK);
}

/** Adds the next key, which will sign when the overlap is over, and ends the one before it. */
export async function rotateSigningKey(
  keys: Keys,
  now: Date,
): Promise<{ readonly kid: string; readonly activeFrom: Date }> {
  const { value, activeFrom } = await ringOf(keys).rotate(now);
  return { kid: String((value as JWK).kid), activeFrom };
}

/** The HMAC key behind pairwise subjects. It must outlive everything: with another key every person is somebody new. */
export async function loadPairwiseKey(keys: Keys, now: Date): Promise<Uint8Array> {
  const row = await keys.ensure(PAIRWISE, 1, async () => ({ value: new Uint8Array(randomBytes(32)), activeFrom: now }));
  return row.value as Uint8Array;
}

/** Signs oidc-provider's cookies, alike on every node. */
export async function loadCookieKeys(keys: Keys, now: Date): Promise<readonly string[]> {
  const make = async () => ({ value: randomBytes(32).toString("base64url"), activeFrom: now });
  return [String((await keys.ensure(COOKIES, 1, make)).value)];
}

async function makeKey(): Promise<Record<string, string>> {
  const { privateKey } = await generate("rsa", { modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  const kid = randomBytes(9).toString("base64url");
  return { ...(jwk as Record<string, string>), kid, use: "sig", alg: "RS256" };
}

/** For the command line: each key with what it does now. */
export async function listSigningKeys(
  keys: Keys,
  now: Date,
): Promise<readonly { readonly kid: string; readonly state: string }[]> {
  const listed = await ringOf(keys).list(now);
  return listed.map(({ row, state }) => ({ kid: String((row.value as JWK).kid), state }));
}

function ringOf(keys: Keys): KeyRing {
  return createKeyRing(keys, { purpose: PURPOSE, overlapMs: OVERLAP_MS, make: makeKey });
}
