/**
 * Single sign-on between the clients of one service, where the customer wants it. The service has a cookie of its own, which names a row,
 * which names oidc-provider's session; an authorization request that this session satisfies gets it, and no other request sees one.
 *
 *   log-in ends -> keep -> cookie of this service
 *   next request of the same service -> reuse -> answered without the eID, if nothing speaks against it
 *   log-out -> end
 */
import { randomBytes } from "node:crypto";
import type { SessionReuse } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Log } from "../../log.js";
import { type Account, extendAccount, findAccount } from "./accounts.js";
import { amrFor } from "./amr.js";
import type { ClaimTable } from "./claims.js";
import { isNative, type RegisteredClient } from "./clients.js";
import { CONSENT_REVOKE } from "./prompts.js";
import { deleteRow, findRow, type ServiceRow, saveRow, setCookie } from "./service-cookie.js";
import { sessionSuits } from "./session-suits.js";
import { takeTurn } from "./session-turns.js";

export interface SessionParts {
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  readonly claims: ClaimTable;
  readonly storage: Pick<Storage, "oidc">;
  readonly clock: { now(): Date };
  readonly pairwiseKey: Uint8Array;
  readonly isHttps: boolean;
  readonly log: Log;
}
type ProviderSession = NonNullable<KoaContextWithOIDC["oidc"]["session"]>;

/** How requests that share a session give their turn back. */
const turns = new WeakMap<KoaContextWithOIDC, () => Promise<void>>();

/** Keeps the session that a code was given out in, and ends it with the log-out. */
export function followSessions(parts: SessionParts) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> => {
    try {
      await next();
    } finally {
      await turns.get(ctx)?.(); // oidc-provider has written the session by now
    }
    const route = ctx.oidc?.route;
    if (route === "authorization" || route === "resume") await keepServiceSession(ctx, parts);
    if (route === "end_session_confirm" && ctx.status === 303) await endServiceSession(ctx, parts);
  };
}

/** Lets an authorization request have the living session of its service, if that is what the log-in would have come to anyway. */
export async function reuseServiceSession(ctx: KoaContextWithOIDC, parts: SessionParts): Promise<void> {
  const { client, params, session } = ctx.oidc;
  const registered = client && parts.clients.get(client.clientId);
  if (ctx.oidc.route !== "authorization" || !registered || !session || isNative(registered.client)) return;
  const found = registered.customer.sessionReuse && (await findLiving(ctx, registered.customer.service, parts));
  if (!found || !sessionSuits({ registered, parameters: params ?? {}, ...found }, parts)) return;
  turns.set(ctx, await takeTurn(parts, found.session.uid));
  const living = await ctx.oidc.provider.Session.findByUid(found.session.uid); // others may have written it since
  if (!living) return;
  const { uid, jti, accountId, loginTs, acr, authorizations } = living;
  const amr = amrFor(registered.client, found.account.amr);
  const { service } = registered.customer;
  parts.log.info({ service, client: registered.client.clientId }, "a request was answered by the service's session");
  Object.assign(session, { uid, jti, accountId, loginTs, acr, amr, authorizations, transient: true });
}

/** Remembers the session in which a code was just given out, where the service wants that. */
async function keepServiceSession(ctx: KoaContextWithOIDC, parts: SessionParts): Promise<void> {
  const { client, session, entities } = ctx.oidc;
  const registered = client && parts.clients.get(client.clientId);
  const reuse = registered?.customer.sessionReuse;
  if (!entities.AuthorizationCode || !session?.accountId || !registered || !reuse || isNative(registered.client))
    return;
  const { service } = registered.customer;
  const endsMs = (session.loginTs ?? 0) * 1000 + reuse.hours * 3_600_000;
  const kept = await findRow(ctx, service, parts);
  const isSame = kept?.row.sessionUid === session.uid;
  const isReused = ctx.oidc.route === "authorization";
  if (isReused && !isSame) return; // it was ended meanwhile, and stays so
  if (kept && !isSame) await deleteRow(parts, kept.secret);
  // Whoever has just taken back what is remembered of them is not known here by another way.
  if (String(ctx.oidc.params?.prompt).split(" ").includes(CONSENT_REVOKE)) return;
  const secret = isSame ? kept!.secret : randomBytes(32).toString("base64url");
  const row = { service, sessionUid: session.uid, endsMs };
  await saveRow(parts, secret, row, expiryOf(row, reuse, parts));
  if (isReused) await extendAccount(parts, session.accountId, registered);
  if (!isSame) setCookie(ctx, service, secret, parts);
}

/** Ends the session of the service that logs out, and what was issued in it. Other services' sessions are not this one's business. */
async function endServiceSession(ctx: KoaContextWithOIDC, parts: SessionParts): Promise<void> {
  const service = await serviceOf(ctx, parts);
  const kept = service === undefined ? undefined : await findRow(ctx, service, parts);
  if (!kept) return;
  const session = await ctx.oidc.provider.Session.findByUid(kept.row.sessionUid);
  const grants = Object.values(session?.authorizations ?? {}).filter(({ persistsLogout }) => !persistsLogout);
  for (const { grantId } of grants) if (grantId) await parts.storage.oidc.revokeByGrantId(grantId);
  await session?.destroy();
  await deleteRow(parts, kept.secret);
  setCookie(ctx, kept.row.service, null, parts);
}

/** Whether the session behind oidc-provider's own cookie is one of the service that logs out: the cookie is everybody's last log-in. */
export async function isOfThisService(ctx: KoaContextWithOIDC, parts: SessionParts): Promise<boolean> {
  const { client, session } = ctx.oidc;
  const registered = client && parts.clients.get(client.clientId);
  const account = session?.accountId === undefined ? undefined : await findAccount(parts.storage, session.accountId);
  return !registered || !account || account.service === registered.customer.service;
}

async function serviceOf({ oidc }: KoaContextWithOIDC, parts: SessionParts): Promise<string | undefined> {
  if (oidc.client) return parts.clients.get(oidc.client.clientId)?.customer.service;
  const id = oidc.session?.accountId;
  return id === undefined ? undefined : (await findAccount(parts.storage, id))?.service;
}

type Living = { readonly session: ProviderSession; readonly account: Account };

async function findLiving(ctx: KoaContextWithOIDC, service: string, parts: SessionParts): Promise<Living | undefined> {
  const kept = await findRow(ctx, service, parts);
  const session = kept && (await ctx.oidc.provider.Session.findByUid(kept.row.sessionUid));
  const account = session?.accountId ? await findAccount(parts.storage, session.accountId) : undefined;
  return session && account?.service === service ? { session, account } : undefined;
}

function expiryOf({ endsMs }: ServiceRow, { idleMinutes }: SessionReuse, { clock }: SessionParts): Date {
  return new Date(Math.min(endsMs, clock.now().getTime() + idleMinutes * 60_000));
}
