/**
 * The OIDC door. oidc-provider answers everything under /oidc but the interaction, where its request becomes a flow; when the flow is
 * over, the outcome is written into the interaction and the browser goes on to oidc-provider's own resume address.
 */
import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import type { JWK } from "jose";
import type Provider from "oidc-provider";
import { describeFailure, oauthErrorFor } from "../../flow/failures.js";
import type { Door, FlowOutcome, FlowRequest } from "../../flow/flow.js";
import type { Log } from "../../log.js";
import { accountOf, saveAccount, subjectFor } from "./accounts.js";
import type { ClaimTable } from "./claims.js";
import type { RegisteredClient } from "./clients.js";
import { findUnmetDemand } from "./find-unmet-demand.js";
import { createProvider, type ProviderPages, TTL } from "./provider.js";
import { toProviderTerms } from "./provider-terms.js";
import { METHOD_URN, readRequest, UnservableRequest } from "./read-request.js";
import { demandTicket, finishInteraction, newResumption, type Resumption } from "./resume-interaction.js";
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

const NAME = "oidc";

/** An account outlives the tokens that can ask for it, by a little. */
const SPARE_SECONDS = 600;

export async function openOidcDoor(parts: OidcDoorParts): Promise<OidcDoor> {
  const { config, clients, storage, clock, log } = parts;
  const pairwiseKey = await loadPairwiseKey(storage.keys, clock.now());
  const cookieKeys = await loadCookieKeys(storage.keys, clock.now());
  let current = build(await loadSigningKeys(storage.keys, clock.now()));

  function build(signingKeys: readonly JWK[]): { readonly provider: Provider; readonly kids: string } {
    const provider = createProvider({ ...parts, signingKeys, cookieKeys, pairwiseKey });
    demandTicket(provider);
    const koa: EventEmitter = provider; // without a listener of ours it writes to the console
    koa.on("error", (err) => log.error({ err }, "the OIDC provider failed"));
    provider.on("server_error", (_ctx, err) => log.error({ err }, "the OIDC provider failed"));
    return { provider, kids: kidsOf(signingKeys) };
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
        return { ...readRequest(client, params, parts.claims, warn), door: NAME, reply: newResumption(uid) };
      } catch (error) {
        if (!(error instanceof UnservableRequest)) throw error;
        const result = { error: "invalid_request", error_description: error.message };
        return { address: await finishInteraction(current.provider, newResumption(uid), result) };
      }
    },
    async answer(reply, outcome) {
      const asked = reply as Resumption;
      return finishInteraction(current.provider, asked, await resultOf(outcome, asked.uid));
    },
    async refreshKeys() {
      const signingKeys = await loadSigningKeys(storage.keys, clock.now());
      if (kidsOf(signingKeys) === current.kids) return;
      current = build(signingKeys);
      log.info({}, "the OIDC signing keys have changed");
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

/** The keys in their order: the first one signs. */
function kidsOf(signingKeys: readonly JWK[]): string {
  return signingKeys.map(({ kid }) => kid).join();
}
