/**
 * The keys that sign ID tokens: made once, kept sealed in the database, rotated with an overlap so that no relying party meets a key
 * it could not have fetched. A key is published before it signs, and stays published after it has signed its last token.
 */
import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { KeyRow, Storage } from "@eid-gateway/storage";
import { exportJWK, type JWK } from "jose";

const PURPOSE = "oidc-sign";
const PAIRWISE = "oidc-pairwise";
const COOKIES = "oidc-cookies";

/** How long a new key is published before it signs, and an old one after: relying parties may cache the key set for a day. */
export const OVERLAP_MS = 24 * 60 * 60 * 1000;

type Keys = Storage["keys"];
const generate = promisify(generateKeyPair);

/** The key set, the key that signs now in front. @returns private JWKs: oidc-provider publishes their public half */
export async function loadSigningKeys(keys: Keys, now: Date): Promise<readonly JWK[]> {
  await keys.ensure(PURPOSE, 1, async () => ({ value: await makeKey(), activeFrom: now }));
  const published = (await keys.list(PURPOSE)).filter((row) => isPublished(row, now));
  return published.sort((a, b) => rankOf(a, now) - rankOf(b, now)).map((row) => row.value as JWK);
}

/** Adds the next key, which will sign when the overlap is over, and ends the one before it. */
export async function rotateSigningKey(
  keys: Keys,
  now: Date,
): Promise<{ readonly kid: string; readonly activeFrom: Date }> {
  const rows = await keys.list(PURPOSE);
  const last = rows.at(-1);
  const activeFrom = new Date(now.getTime() + OVERLAP_MS);
  const sequence = (last?.sequence ?? 0) + 1;
  const row = await keys.ensure(PURPOSE, sequence, async () => ({ value: await makeKey(), activeFrom }));
  for (const old of rows.filter(({ retiredAt }) => !retiredAt))
    await keys.retire(PURPOSE, old.sequence, row.activeFrom);
  return { kid: String((row.value as JWK).kid), activeFrom: row.activeFrom };
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

function isPublished({ retiredAt }: KeyRow, now: Date): boolean {
  return !retiredAt || now.getTime() < retiredAt.getTime() + OVERLAP_MS;
}

/** 0 for the key that signs: active and not retired. The next one and the former ones are there to verify with. */
function rankOf({ activeFrom, retiredAt }: KeyRow, now: Date): number {
  if (activeFrom > now) return 1;
  return retiredAt && retiredAt <= now ? 2 : 0;
}

/** For the command line: each key with what it does now. */
export async function listSigningKeys(
  keys: Keys,
  now: Date,
): Promise<readonly { readonly kid: string; readonly state: string }[]> {
  const states = ["signs", "published, not yet active", "published, retired"] as const;
  return (await keys.list(PURPOSE)).map((row) => ({
    kid: String((row.value as JWK).kid),
    state: isPublished(row, now) ? states[rankOf(row, now)]! : "no longer published",
  }));
}
