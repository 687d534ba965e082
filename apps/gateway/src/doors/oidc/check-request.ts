/** What oidc-provider cannot know of a request that it has found in order. */
import { errors, type KoaContextWithOIDC } from "oidc-provider";
import { readLoginHints } from "./fold-login-hints.js";
import { remarkOn } from "./incoming-requests.js";
import { reuseServiceSession, type SessionParts } from "./service-session.js";

/** @throws OIDCProviderError, which the relying party is told */
export async function checkRequest(ctx: KoaContextWithOIDC, parts: SessionParts): Promise<void> {
  const { refusal } = remarkOn(ctx.req);
  if (refusal) throw refusal;
  refuseReadableNumber(ctx, parts);
  await reuseServiceSession(ctx, parts);
}

/** A CPR number in an address stands in histories and in the logs of everybody on the way. What was pushed was checked then. */
function refuseReadableNumber(ctx: KoaContextWithOIDC, { clients }: SessionParts): void {
  const { client, params, entities } = ctx.oidc;
  const mustEncrypt = clients.get(client?.clientId ?? "")?.client.requireEncryptedRequests;
  if (!mustEncrypt || entities.PushedAuthorizationRequest || remarkOn(ctx.req).wasEncrypted) return;
  if (readLoginHints(params?.login_hint as string | undefined).subject === undefined) return;
  throw new errors.InvalidRequest("this client's login_hint with a national number must be in an encrypted request");
}
