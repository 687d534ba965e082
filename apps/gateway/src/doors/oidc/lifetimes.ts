/** How long things live, in seconds. */
import type { KoaContextWithOIDC } from "oidc-provider";
import type { RegisteredClient } from "./clients.js";

/** A code is good for a minute and one use; a refresh token, and all that take over from it, for two weeks from the log-in's first. */
export const TTL = {
  AuthorizationCode: 60,
  AccessToken: 30 * 60,
  ClientCredentials: 30 * 60, // of a server, for the REST face
  IdToken: 60 * 60,
  RefreshToken: 14 * 86_400,
};

const SESSION = 60 * 60;

/** What of the family's two weeks is left: a token that is rotated does not begin them anew. */
export function refreshTokenSeconds(ctx: KoaContextWithOIDC): number {
  const before = ctx.oidc.entities.RotatedRefreshToken;
  return before ? Math.max(1, TTL.RefreshToken - before.totalLifetime()) : TTL.RefreshToken;
}

/** oidc-provider's session outlives the tokens that end with it, and what a service reuses of it. */
export function sessionSeconds(ctx: KoaContextWithOIDC, clients: ReadonlyMap<string, RegisteredClient>): number {
  const reuse = clients.get(ctx.oidc.client?.clientId ?? "")?.customer.sessionReuse;
  return (reuse ? reuse.hours * 3600 : 0) + SESSION;
}
