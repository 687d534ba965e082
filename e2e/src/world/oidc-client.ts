/** The relying party's side of a log-in, by hand: it can be made to do what a library would refuse to. */
import { createHash, randomBytes } from "node:crypto";

export interface RelyingParty {
  readonly clientId: string;
  readonly secret?: string;
  readonly redirectUri: string;
  readonly scope: string;
}
export const DEMO: RelyingParty = {
  clientId: "demo",
  secret: "demo-secret",
  redirectUri: "http://localhost:3999/callback",
  scope: "openid profile signicat.national_id",
};
export const KOMMUNE: RelyingParty = { ...DEMO, clientId: "kommune", secret: "kommune-secret" };

export interface Authorization {
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export function authorize(
  issuer: string,
  party: RelyingParty,
  extra: Readonly<Record<string, string>> = {},
): Authorization {
  const [state, nonce, verifier] = [token(), token(), token()];
  const url = new URL(`${issuer}/authorize`);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: party.clientId,
    redirect_uri: party.redirectUri,
    scope: party.scope,
    acr_values: "urn:signicat:oidc:method:nemid",
    state,
    nonce,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...extra,
  }).toString();
  return { url, state, nonce, verifier };
}

export interface Tokens {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function redeem(issuer: string, party: RelyingParty, code: string, verifier: string): Promise<Tokens> {
  const basic = Buffer.from(`${party.clientId}:${party.secret ?? ""}`).toString("base64");
  const answer = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: party.secret === undefined ? {} : { authorization: `Basic ${basic}` },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: party.redirectUri,
      code_verifier: verifier,
      ...(party.secret === undefined && { client_id: party.clientId }),
    }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

export async function userinfo(issuer: string, accessToken: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${issuer}/userinfo`, { headers: { authorization: `Bearer ${String(accessToken)}` } });
  return (await answer.json()) as Record<string, unknown>;
}

export function claimsIn(idToken: unknown): Record<string, unknown> {
  const [, payload = ""] = String(idToken).split(".");
  return JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
}

function token(): string {
  return randomBytes(32).toString("base64url");
}
