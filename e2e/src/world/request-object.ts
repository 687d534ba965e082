/** Request objects (RFC 9101) as a client makes them, with whatever a test wants to be wrong. */
import { CompactEncrypt, importJWK, type JSONWebKeySet, type JWTPayload, SignJWT } from "jose";

export interface ClientKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
}

/** @param claims over the parameters of `url`, and over what every object has; undefined leaves one out */
export async function signRequest(url: URL, issuer: string, key: ClientKey, claims: JWTPayload = {}): Promise<string> {
  const parameters = Object.fromEntries(url.searchParams);
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: parameters.client_id, aud: issuer, iat: now, exp: now + 300, jti: crypto.randomUUID() };
  const all = Object.entries({ ...parameters, ...usual, ...claims }).filter(([, value]) => value !== undefined);
  return new SignJWT(Object.fromEntries(all))
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: "oauth-authz-req+jwt" })
    .sign(key.privateKey);
}

/** To the gateway's published key. */
export async function encryptRequest(
  issuer: string,
  jwt: string,
  header: { readonly alg?: string; readonly enc?: string; readonly kid?: string } = {},
): Promise<string> {
  const { keys } = (await (await fetch(`${issuer}/jwks.json`)).json()) as JSONWebKeySet;
  const found = keys.find(({ use }) => use === "enc");
  if (!found) throw new Error("no key to encrypt to is published");
  const { alg = "RSA-OAEP", enc = "A128CBC-HS256", kid = String(found.kid) } = header;
  const key = await importJWK({ ...found, alg }, alg);
  return new CompactEncrypt(new TextEncoder().encode(jwt))
    .setProtectedHeader({ alg, enc, kid, cty: "JWT" })
    .encrypt(key);
}

/** The address with the object, and what must stand beside it. */
export function addressWith(url: URL, request: string): URL {
  const address = new URL(url);
  const beside = ["client_id", "redirect_uri", "response_type", "scope", "state"];
  const kept = [...url.searchParams].filter(([name]) => beside.includes(name));
  address.search = new URLSearchParams([...kept, ["request", request]]).toString();
  return address;
}
