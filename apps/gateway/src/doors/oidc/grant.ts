/** What a client may have of a person, settled without asking the person. */
import type { KoaContextWithOIDC } from "oidc-provider";
import type { ClaimTable } from "./claims.js";
import type { RegisteredClient } from "./clients.js";
import { allowedClaims } from "./read-request.js";

export interface GrantParts {
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  readonly claims: ClaimTable;
}

/** There is no page of consent: what a client may have is agreed with its customer, and the person consents to the number's use itself. */
export async function grantWhatWasAsked(ctx: KoaContextWithOIDC, { clients, claims }: GrantParts) {
  const { client, session, params, provider } = ctx.oidc;
  const registered = client && clients.get(client.clientId);
  if (!client || !registered || !session?.accountId) return undefined;
  // One for a client and a session: its tokens are bound to it, and with another those of an earlier tab would be worth nothing.
  const earlier = session.grantIdFor(client.clientId);
  const grant =
    (earlier && (await provider.Grant.find(earlier))) ||
    new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(String(params?.scope ?? "openid"));
  const allowed = allowedClaims(params?.claims, registered.client, claims);
  grant.addOIDCClaims([...allowed]);
  // What it may not have counts as answered; oidc-provider would ask the person for it over and over.
  grant.rejectOIDCClaims([...ctx.oidc.requestParamClaims].filter((claim) => !allowed.includes(claim)));
  await grant.save();
  return grant;
}
