/**
 * The OIDC door. oidc-provider answers everything under /oidc but the interaction, where its request becomes a flow; when the flow is
 * over, the outcome is written into the interaction and the browser goes on to oidc-provider's own resume address.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import type Provider from "oidc-provider";
import { describeFailure, oauthErrorFor } from "../../flow/failures.js";
import type { Door, FlowOutcome, FlowRequest } from "../../flow/flow.js";
import type { Log } from "../../log.js";
import { saveAccount } from "./accounts.js";
import type { ClaimTable } from "./claims.js";
import type { RegisteredClient } from "./clients.js";
import { foldLoginHints } from "./fold-login-hints.js";
import { createProvider, type ProviderPages, TTL } from "./provider.js";
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
    provider.on("server_error", (_ctx, err) => log.error({ err }, "the OIDC provider failed"));
    return { provider, kids: signingKeys.map(({ kid }) => kid).join() };
  }

  return {
    name: "oidc",
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
        return readRequest(uid, client, params, parts.claims, warn);
      } catch (error) {
        if (!(error instanceof UnservableRequest)) throw error;
        const result = { error: "invalid_request", error_description: error.message };
        return { address: await finish(current.provider, uid, result) };
      }
    },
    async answer(reply, outcome) {
      const { uid } = reply as { uid: string };
      return finish(current.provider, uid, await resultOf(outcome, uid));
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
    return { login: await loginOf(outcome, client), consent: {} };
  }

  async function loginOf(outcome: Extract<FlowOutcome, { kind: "done" }>, { customer, client }: RegisteredClient) {
    const seconds = client.scopes.includes("offline_access") ? TTL.RefreshToken : TTL.IdToken;
    const expires = new Date(clock.now().getTime() + (seconds + SPARE_SECONDS) * 1000);
    return {
      accountId: await saveAccount(storage, customer.service, outcome, expires),
      acr: METHOD_URN + outcome.method,
      amr: [...outcome.identity.amr],
      ts: Math.floor(outcome.at.getTime() / 1000),
      remember: false,
    };
  }
}

/** Writes the result and gives the resume address. An interaction that is gone resumes into the provider's own "expired". */
async function finish(provider: Provider, uid: string, result: Record<string, unknown>): Promise<string> {
  const interaction = await provider.Interaction.find(uid);
  if (interaction) {
    interaction.result = result;
    await interaction.persist();
  }
  return `/oidc/authorize/${uid}`;
}

/**
 * oidc-provider makes its addresses from the request; here they come from the configuration, whatever the request says of itself.
 * Where a log-in begins or resumes, a session left by an earlier one is not its business: each request runs the eID anew, and another
 * person at the same browser must not be asked to log the first one out.
 */
function toProviderTerms(request: IncomingMessage, host: string): void {
  const { protocol, host: name } = new URL(host);
  const originalUrl = withOneHint(request.url ?? "/");
  Object.assign(request, { originalUrl, url: originalUrl.slice("/oidc".length) || "/" });
  request.headers.host = name;
  request.headers["x-forwarded-proto"] = protocol.slice(0, -1);
  delete request.headers["x-forwarded-host"];
  delete request.headers["x-forwarded-for"];
  if (/^\/authorize(\/|\?|$)/.test(request.url ?? "")) request.headers.cookie = withoutSession(request.headers.cookie);
}

function withOneHint(url: string): string {
  const [path, query] = url.split("?", 2);
  return query === undefined ? url : `${path}?${foldLoginHints(query)}`;
}

function withoutSession(cookies: string | undefined): string | undefined {
  const kept = cookies?.split(";").filter((cookie) => !/^\s*eid_session(\.sig)?=/.test(cookie));
  return kept?.join(";") || undefined;
}
