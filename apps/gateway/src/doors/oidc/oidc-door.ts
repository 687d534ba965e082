/**
 * The OIDC door. oidc-provider answers everything under /oidc but the interaction, where its request becomes a flow; when the flow is
 * over, the outcome is written into the interaction and the browser goes on to oidc-provider's own resume address.
 */
import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Config, SIGNING_SCOPE } from "@eid-gateway/config";
import type { Needs } from "@eid-gateway/core";
import type { Storage } from "@eid-gateway/storage";
import type { JWK } from "jose";
import type { errors, default as Provider } from "oidc-provider";
import { describeFailure, oauthErrorFor } from "../../flow/failures.js";
import type { Door, FlowOutcome, FlowRequest } from "../../flow/flow.js";
import type { Log } from "../../log.js";
import { type Account, accountOf, findAccount, saveAccount, subjectFor } from "./accounts.js";
import { amrFor } from "./amr.js";
import type { ClaimTable } from "./claims.js";
import type { RegisteredClient } from "./clients.js";
import { loadEncryptionKeys } from "./encryption-keys.js";
import { findUnmetDemand } from "./find-unmet-demand.js";
import { remarkOn, unpackRequest } from "./incoming-requests.js";
import { CONSENT_REVOKE } from "./prompts.js";
import { createProvider, type ProviderPages } from "./provider.js";
import { toProviderTerms } from "./provider-terms.js";
import { METHOD_URN, readRequest, UnservableRequest } from "./read-request.js";
import { demandTicket, finishInteraction, newResumption, type Resumption } from "./resume-interaction.js";
import { loadCookieKeys, loadPairwiseKey, loadSigningKeys } from "./signing-keys.js";

export interface OidcDoor extends Door {
  /** Answers everything under /oidc but the interaction. @param form the body, where it has been read already */
  handle(request: IncomingMessage, response: ServerResponse, form?: string): Promise<void>;
  /** The request behind an interaction, or the address that tells the relying party why it cannot be served. */
  read(request: IncomingMessage, response: ServerResponse): Promise<FlowRequest | { readonly address: string }>;
  /** What an access token opens, as long as it is good. */
  findToken(value: string): Promise<OpenToken | undefined>;
  /** The service of the server that a token was given to for the REST face, as long as it is good. */
  findServerToken(value: string): Promise<string | undefined>;
  /** Takes up keys that were added or retired on any node. */
  refreshKeys(): Promise<void>;
}
interface OpenToken {
  readonly scopes: ReadonlySet<string>;
  readonly account: Account;
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

type Reply = Resumption & { readonly needs: Needs };
interface Keys {
  readonly signingKeys: readonly JWK[];
  readonly encryptionKeys: readonly JWK[];
}

const NAME = "oidc";

export async function openOidcDoor(parts: OidcDoorParts): Promise<OidcDoor> {
  const { config, clients, storage, clock, log } = parts;
  const pairwiseKey = await loadPairwiseKey(storage.keys, clock.now());
  const cookieKeys = await loadCookieKeys(storage.keys, clock.now());
  let current = build(await loadKeys());

  async function loadKeys(): Promise<Keys> {
    const [signingKeys, encryptionKeys] = await Promise.all([
      loadSigningKeys(storage.keys, clock.now()),
      loadEncryptionKeys(storage.keys, clock.now()),
    ]);
    return { signingKeys, encryptionKeys };
  }

  function build(keys: Keys): Keys & { readonly provider: Provider; readonly kids: string } {
    const provider = createProvider({ ...parts, ...keys, cookieKeys, pairwiseKey });
    demandTicket(provider);
    const koa: EventEmitter = provider; // without a listener of ours it writes to the console
    koa.on("error", (err) => log.error({ err }, "the OIDC provider failed"));
    provider.on("server_error", (_ctx, err) => log.error({ err }, "the OIDC provider failed"));
    return { ...keys, provider, kids: kidsOf(keys) };
  }

  return {
    name: NAME,
    async handle(request, response, form) {
      const { provider, encryptionKeys } = current;
      const incoming = { ...parts, issuer: provider.issuer, decryptionKeys: encryptionKeys, spend: storage.spend };
      const unpacked = await unpackRequest(request, form, incoming);
      const { refusal } = remarkOn(unpacked);
      // A pushed request has no redirect address to wait for; oidc-provider would complain of what only the object holds.
      if (form !== undefined && refusal) return sendRefusal(response, refusal);
      toProviderTerms(unpacked, config.gateway.host);
      await provider.callback()(unpacked, response);
    },
    async read(request, response) {
      const interaction = await current.provider.interactionDetails(request, response);
      const client = clients.get(String(interaction.params.client_id));
      if (!client) throw new Error("an interaction of a client that is not registered");
      const { uid, params } = interaction;
      try {
        const warn = (sentence: string) => log.warn({ service: client.customer.service }, sentence);
        const flow = readRequest(client, params, parts.claims, warn);
        return { ...flow, door: NAME, reply: { ...newResumption(uid), needs: flow.needs } satisfies Reply };
      } catch (error) {
        if (!(error instanceof UnservableRequest)) throw error;
        const result = { error: "invalid_request", error_description: error.message };
        return { address: await finishInteraction(current.provider, newResumption(uid), result) };
      }
    },
    async answer(reply, outcome) {
      const asked = reply as Reply;
      return finishInteraction(current.provider, asked, await resultOf(outcome, asked));
    },
    async findToken(value) {
      const { AccessToken, Grant } = current.provider;
      const token = await AccessToken.find(value);
      const registered = clients.get(token?.clientId ?? "");
      if (!token || !registered || !(await Grant.find(token.grantId ?? ""))) return undefined;
      const account = await findAccount(storage, token.accountId);
      if (account?.service !== registered.customer.service) return undefined;
      return {
        account,
        scopes: new Set([...token.scopes].filter((scope) => registered.client.scopes.includes(scope))),
      };
    },
    async findServerToken(value) {
      const token = await current.provider.ClientCredentials.find(value);
      const registered = clients.get(token?.clientId ?? "");
      // What was granted, as long as the configuration still allows it.
      if (!registered || !token?.scopes.has(SIGNING_SCOPE)) return undefined;
      return registered.client.scopes.includes(SIGNING_SCOPE) ? registered.customer.service : undefined;
    },
    async refreshKeys() {
      const keys = await loadKeys();
      if (kidsOf(keys) === current.kids) return;
      current = build(keys);
      log.info({}, "the OIDC keys have changed");
    },
  };

  async function resultOf(outcome: FlowOutcome, { uid, needs }: Reply): Promise<Record<string, unknown>> {
    if (outcome.kind === "failed") {
      const { code, category } = outcome;
      return { error: oauthErrorFor(category), error_description: describeFailure(code, category) };
    }
    const interaction = await current.provider.Interaction.find(uid);
    const client = clients.get(String(interaction?.params.client_id));
    if (!client) return { error: "server_error", error_description: describeFailure("systemerror", "misconfigured") };
    const acr = METHOD_URN + outcome.method;
    const account = accountOf(client, outcome, needs, clock.now());
    const unmet = findUnmetDemand(interaction!.params, { acr, sub: subjectFor(pairwiseKey, account) });
    if (unmet) return unmet;
    const accountId = await saveAccount(storage, account);
    const ts = Math.floor(outcome.at.getTime() / 1000);
    const login = { accountId, acr, amr: amrFor(client.client, account.amr), ts, remember: false };
    return { login, consent: {}, [CONSENT_REVOKE]: {} };
  }
}

function sendRefusal(response: ServerResponse, { error, error_description }: errors.OIDCProviderError): void {
  response.writeHead(400, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify({ error, error_description }));
}

/** The keys in their order: the first one of each kind is the one in use. */
function kidsOf({ signingKeys, encryptionKeys }: Keys): string {
  return [...signingKeys, ...encryptionKeys].map(({ kid }) => kid).join();
}
