/**
 * The OIDC door. oidc-provider answers everything under /oidc but the interaction, where its request becomes a flow; when the flow is
 * over, the outcome is written into the interaction and the browser goes on to oidc-provider's own resume address.
 */
import { createHash, randomBytes } from "node:crypto";
import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import type Provider from "oidc-provider";
import { describeFailure, oauthErrorFor } from "../../flow/failures.js";
import type { Door, FlowOutcome, FlowRequest } from "../../flow/flow.js";
import type { Log } from "../../log.js";
import { accountOf, saveAccount, subjectFor } from "./accounts.js";
import type { ClaimTable } from "./claims.js";
import type { RegisteredClient } from "./clients.js";
import { findUnmetDemand } from "./find-unmet-demand.js";
import { foldLoginHints } from "./fold-login-hints.js";
import { COOKIES, createProvider, type ProviderPages, TTL } from "./provider.js";
import { METHOD_URN, readRequest, UnservableRequest } from "./read-request.js";
import { loadCookieKeys, loadPairwiseKey, loadSigningKeys } from "./signing-keys.js";

export interface OidcDoor extends Door {
  /** Answers everything under /oidc but the interaction. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The request behind an interaction, or the address that tells the relying party why it cannot be served. */
  read(request: IncomingMessage, response: ServerResponse): Promise<FlowRequest | { readonly address: string }>;
  /** Takes up keys that were added or retired on any node. */
  refreshKeys(): Promise<void>;
}
export interface OidcDoorParts {
  readonly config: Config;
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  readonly claims: ClaimTable;
  readonly storage: Storage;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly interactionSeconds: number;
  readonly pages: ProviderPages;
}

/** The door's memory of a request: oidc-provider's interaction, and what the flow's browser will resume it with. */
type Reply = { readonly uid: string; readonly ticket: string };
const NAME = "oidc";

/** An account outlives the tokens that can ask for it, by a little. */
const SPARE_SECONDS = 600;

export async function openOidcDoor(parts: OidcDoorParts): Promise<OidcDoor> {
  const { config, clients, storage, clock, log } = parts;
  const pairwiseKey = await loadPairwiseKey(storage.keys, clock.now());
  const cookieKeys = await loadCookieKeys(storage.keys, clock.now());
  let current = await build();

  async function build(): Promise<{ readonly provider: Provider; readonly kids: string }> {
    const signingKeys = await loadSigningKeys(storage.keys, clock.now());
    const provider = createProvider({ ...parts, signingKeys, cookieKeys, pairwiseKey });
    demandTicket(provider);
    const koa: EventEmitter = provider; // without a listener of ours it writes to the console
    koa.on("error", (err) => log.error({ err }, "the OIDC provider failed"));
    provider.on("server_error", (_ctx, err) => log.error({ err }, "the OIDC provider failed"));
    return { provider, kids: signingKeys.map(({ kid }) => kid).join() };
  }

  return {
    name: NAME,
    async handle(request, response) {
      toProviderTerms(request, config.gateway.host);
      await current.provider.callback()(request, response);
    },
    async read(request, response) {
      const interaction = await current.provider.interactionDetails(request, response);
      const client = clients.get(String(interaction.params.client_id));
      if (!client) throw new Error("an interaction of a client that is not registered");
      const { uid, params } = interaction;
      try {
        const warn = (sentence: string) => log.warn({ service: client.customer.service }, sentence);
        return { ...readRequest(client, params, parts.claims, warn), door: NAME, reply: { uid, ticket: newTicket() } };
      } catch (error) {
        if (!(error instanceof UnservableRequest)) throw error;
        const result = { error: "invalid_request", error_description: error.message };
        return { address: await finish(current.provider, { uid, ticket: newTicket() }, result) };
      }
    },
    async answer(reply, outcome) {
      const asked = reply as Reply;
      return finish(current.provider, asked, await resultOf(outcome, asked.uid));
    },
    async refreshKeys() {
      const next = await build();
      if (next.kids !== current.kids) log.info({}, "the OIDC signing keys have changed");
      if (next.kids !== current.kids) current = next;
    },
  };

  async function resultOf(outcome: FlowOutcome, uid: string): Promise<Record<string, unknown>> {
    if (outcome.kind === "failed") {
      const { code, category } = outcome;
      return { error: oauthErrorFor(category), error_description: describeFailure(code, category) };
    }
    const interaction = await current.provider.Interaction.find(uid);
    const client = clients.get(String(interaction?.params.client_id));
    if (!client) return { error: "server_error", error_description: describeFailure("systemerror", "misconfigured") };
    const login = loginOf(outcome);
    const account = accountOf(client.customer.service, outcome);
    const unmet = findUnmetDemand(interaction!.params, { acr: login.acr, sub: subjectFor(pairwiseKey, account) });
    if (unmet) return unmet;
    const seconds = client.client.scopes.includes("offline_access") ? TTL.RefreshToken : TTL.IdToken;
    const expires = new Date(clock.now().getTime() + (seconds + SPARE_SECONDS) * 1000);
    return { login: { ...login, accountId: await saveAccount(storage, account, expires) }, consent: {} };
  }
}

function loginOf({ method, identity, at }: Extract<FlowOutcome, { kind: "done" }>) {
  const ts = Math.floor(at.getTime() / 1000);
  return { acr: METHOD_URN + method, amr: [...identity.amr], ts, remember: false };
}

/** Writes the result and gives the resume address. An interaction that is gone resumes into the provider's own "expired". */
async function finish(provider: Provider, { uid, ticket }: Reply, result: Record<string, unknown>): Promise<string> {
  const interaction = await provider.Interaction.find(uid);
  if (interaction) {
    interaction.result = { ...result, ticket: hashOf(ticket) };
    await interaction.persist();
  }
  return `/oidc/authorize/${uid}?ticket=${ticket}`;
}

/**
 * A result belongs to the browser that walked its flow, and only that was told the ticket. Without it, whoever can plant cookies here
 * (a sibling subdomain can) could begin a request, have somebody else's browser log in to it, and resume it in their own.
 */
function demandTicket(provider: Provider): void {
  provider.use(async (ctx, next) => {
    const uid = ctx.cookies.get(COOKIES.resume, { signed: true });
    const result = uid && (await provider.Interaction.find(uid))?.result;
    if (result && hashOf(String(ctx.query.ticket)) !== result.ticket) delete ctx.req.headers.cookie;
    await next();
  });
}

function newTicket(): string {
  return randomBytes(32).toString("base64url");
}

function hashOf(ticket: string): string {
  return createHash("sha256").update(ticket).digest("base64url");
}

/**
 * oidc-provider makes its addresses from the request; here they come from the configuration, whatever the request says of itself.
 * A session left by an earlier log-in is the business of the log-out alone: each request runs the eID anew, and another person at the
 * same browser must not be asked to log the first one out. Everything else is named by nobody here, since oidc-provider reads paths
 * more generously than a pattern would: /oidc/AUTHORIZE is its authorize too.
 */
function toProviderTerms(request: IncomingMessage, host: string): void {
  const { protocol, host: name } = new URL(host);
  const originalUrl = withOneHint(request.url ?? "/");
  Object.assign(request, { originalUrl, url: originalUrl.slice("/oidc".length) || "/" });
  request.headers.host = name;
  request.headers["x-forwarded-proto"] = protocol.slice(0, -1);
  delete request.headers["x-forwarded-host"];
  delete request.headers["x-forwarded-for"];
  if (!request.url?.startsWith("/session/")) request.headers.cookie = withoutSession(request.headers.cookie);
}

/** A query may hold further question marks (RFC 3986 3.4): a `state`, the query of a redirect URI. */
function withOneHint(url: string): string {
  const at = url.indexOf("?");
  return at < 0 ? url : `${url.slice(0, at)}?${foldLoginHints(url.slice(at + 1))}`;
}

function withoutSession(cookies: string | undefined): string | undefined {
  const kept = cookies?.split(";").filter((cookie) => !/^\s*eid_session(\.sig)?=/.test(cookie));
  return kept?.join(";") || undefined;
}
