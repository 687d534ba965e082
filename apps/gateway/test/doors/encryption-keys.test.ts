import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CustomerConfig, OidcClientConfig } from "@eid-gateway/config";
import { openStorage, type Storage } from "@eid-gateway/storage";
import { CompactEncrypt, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listEncryptionKeys, loadEncryptionKeys, rotateEncryptionKey } from "../../src/doors/oidc/encryption-keys.js";
import { readRequestObject } from "../../src/doors/oidc/request-object.js";
import { OVERLAP_MS } from "../../src/doors/oidc/signing-keys.js";

const ISSUER = "https://id.example.dk/oidc";
let folder = "";
let storage: Storage;
let nowMs = Date.parse("2026-05-01T12:00:00Z");
const clock = { now: () => new Date(nowMs) };
const load = () => loadEncryptionKeys(storage.keys, clock.now());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "eid-keys-"));
  const sealing = { current: "k", keys: { k: new Uint8Array(32).fill(7) } };
  storage = await openStorage({ database: { kind: "sqlite", file: join(folder, "db") }, sealing, clock });
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openClient() {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: "c" }];
  const client = { clientId: "client", jwks: { keys } } as unknown as OidcClientConfig;
  const registered = { client, customer: {} as CustomerConfig };
  const makeRequest = async (to: JWK) => {
    const signed = await new SignJWT({ scope: "openid" })
      .setProtectedHeader({ alg: "ES256", kid: "c" })
      .setIssuer("client")
      .setAudience(ISSUER)
      .setExpirationTime(nowMs / 1000 + 60)
      .sign(privateKey);
    const { kty, n, e } = to;
    return new CompactEncrypt(new TextEncoder().encode(signed))
      .setProtectedHeader({ alg: "RSA-OAEP", enc: "A128CBC-HS256", kid: String(to.kid) })
      .encrypt(await importJWK({ kty, n, e } as JWK, "RSA-OAEP"));
  };
  const read = async (request: string) => {
    const parts = { issuer: ISSUER, decryptionKeys: await load(), spend: storage.spend, clock };
    return (await readRequestObject(request, registered, parts)).parameters;
  };
  return { makeRequest, read };
}

describe("the keys that requests are encrypted to", () => {
  it("are made once, for encryption alone", async () => {
    const [one, other] = await Promise.all([load(), load()]);
    expect(one).toEqual(other);
    expect(one).toEqual([expect.objectContaining({ use: "enc", alg: "RSA-OAEP", kty: "RSA" })]);
  });

  it("decrypt as long as they are published, and no longer", async () => {
    const { makeRequest, read } = await openClient();
    const [first] = await load();
    await rotateEncryptionKey(storage.keys, clock.now());
    const second = (await load())[1]!;
    expect(await read(await makeRequest(second)), "the next one, at once").toMatchObject({ scope: "openid" });
    nowMs += OVERLAP_MS;
    expect((await load())[0]).toEqual(second);
    expect(await read(await makeRequest(first!)), "the former one, a day more").toMatchObject({ scope: "openid" });
    nowMs += OVERLAP_MS;
    await expect(read(await makeRequest(first!))).rejects.toThrow("no longer");
    const states = (await listEncryptionKeys(storage.keys, clock.now())).map((line) => line.split("  ")[1]);
    expect(states).toEqual(["no longer published", "stands first"]);
  });
});
