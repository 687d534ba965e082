/** oidc-provider, configured: it does the protocol, the gateway does the log-in. */
import { type Config, SIGNING_SCOPE } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import type { JWK } from "jose";
import Provider, { type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import type { Log } from "../../log.js";
import { findAccount, subjectFor, toProviderAccount } from "./accounts.js";
import { createAdapterFactory } from "./adapter.js";
import { checkRequest } from "./check-request.js";
import type { ClaimTable } from "./claims.js";
import { metadataOf, type RegisteredClient } from "./clients.js";
import { ALGORITHMS, DISCOVERY } from "./discovery.js";
import { partitionInFrames } from "./frame-cookies.js";
import { grantWhatWasAsked } from "./grant.js";
import { refreshTokenSeconds, sessionSeconds, TTL } from "./lifetimes.js";
import { promptPolicy } from "./prompts.js";
import { type PostedOn, redrawForms } from "./provider-forms.js";
import { spendPushedRequest } from "./pushed-requests.js";
import { METHOD_URN, PORTAL_URN } from "./read-request.js";
import { followSessions, isOfThisService } from "./service-session.js";

export interface ProviderParts {
  readonly config: Config;
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  readonly claims: ClaimTable;
  readonly storage: Storage;
  readonly clock: { now(): Date };
  readonly signingKeys: readonly JWK[];
  readonly encryptionKeys: readonly JWK[];
  readonly cookieKeys: readonly string[];
  readonly pairwiseKey: Uint8Array;
  readonly interactionSeconds: number;
  readonly log: Log;
  /** The pages that oidc-provider would otherwise draw itself. */
  readonly pages: ProviderPages;
}
export interface ProviderPages {
  error(ctx: KoaContextWithOIDC, error: string, description: string | undefined, cause: unknown): void;
  /** @param endsSession the browser's session is the one that logs out */
  logout(ctx: KoaContextWithOIDC, endsSession: boolean): void;
  loggedOut(ctx: KoaContextWithOIDC): void;
  postOn(ctx: KoaContextWithOIDC, form: PostedOn): void;
}

export const COOKIES = { session: "eid_session", interaction: "eid_interaction", resume: "eid_resume" };

const ROUTES = {
  authorization: "/authorize",
  token: "/token",
  userinfo: "/userinfo",
  jwks: "/jwks.json",
  end_session: "/session/end",
  pushed_authorization_request: "/par",
  revocation: "/revoke",
};

export function createProvider(parts: ProviderParts): Provider {
  const { config } = parts;
  const provider = new Provider(config.gateway.issuer, configurationOf(parts));
  // The door states protocol and host from the configuration, never from the request: see oidc-door.ts.
  provider.proxy = true;
  provider.use(partitionInFrames(parts.clients));
  provider.use(redrawForms(parts.pages.postOn));
  provider.use(followSessions({ ...parts, isHttps: isHttps(config) }));
  return provider;
}

function configurationOf(parts: ProviderParts): Configuration {
  const { config, clients, claims, storage, clock, pages } = parts;
  const cookie = { httpOnly: true, sameSite: "lax", signed: true, secure: isHttps(config) } as const;
  const sessions = { ...parts, isHttps: isHttps(config) };
  return {
    adapter: createAdapterFactory(storage.oidc, clock),
    clients: [...clients.values()].map(metadataOf),
    jwks: { keys: [...parts.signingKeys, ...parts.encryptionKeys] as NonNullable<Configuration["jwks"]>["keys"] },
    cookies: {
      keys: [...parts.cookieKeys],
      names: COOKIES,
      long: { ...cookie, path: "/oidc" },
      short: cookie,
    },
    routes: ROUTES,
    responseTypes: ["code"],
    subjectTypes: ["pairwise"],
    scopes: [...Object.keys(claims), "offline_access", SIGNING_SCOPE],
    claims: Object.fromEntries(Object.entries(claims).map(([scope, names]) => [scope, [...names]])),
    acrValues: acrValuesOf(config),
    // The one hook between oidc-provider's checks of a request and its look at the session.
    extraParams: { profile: (ctx) => checkRequest(ctx, sessions) },
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
    enabledJWA: ALGORITHMS,
    pkce: { required: (_ctx, client) => client.clientAuthMethod === "none" },
    clientBasedCORS: (_ctx, origin, client) => originsOf(client.redirectUris ?? []).includes(origin),
    discovery: DISCOVERY,
    rotateRefreshToken: true,
    ttl: {
      ...TTL,
      Interaction: parts.interactionSeconds,
      Session: (ctx) => sessionSeconds(ctx, clients),
      Grant: TTL.RefreshToken,
      RefreshToken: refreshTokenSeconds,
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      claimsParameter: { enabled: true },
      clientCredentials: { enabled: true },
      encryption: { enabled: true },
      jwtUserinfo: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: false }, // unpacked before: see request-object.ts
      resourceIndicators: { enabled: false },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx) => pages.logout(ctx, await isOfThisService(ctx, sessions)),
        postLogoutSuccessSource: (ctx) => pages.loggedOut(ctx),
      },
    },
    interactions: {
      policy: promptPolicy(),
      url: (_ctx, interaction) => `/oidc/interaction/${interaction.uid}`,
    },
    loadExistingGrant: async (ctx) => {
      await spendPushedRequest(ctx, parts);
      return grantWhatWasAsked(ctx, parts);
    },
    findAccount: async (_ctx, id, token) => {
      const account = await findAccount(storage, id);
      return account && toProviderAccount(id, account, token);
    },
    pairwiseIdentifier: async (_ctx, id) => {
      const account = await findAccount(storage, id);
      if (!account) throw new Error("the account behind a subject is gone");
      return subjectFor(parts.pairwiseKey, account);
    },
    sectorIdentifierUriValidate: () => false,
    renderError: (ctx, { error, error_description }, cause) => pages.error(ctx, error, error_description, cause),
  };
}

function isHttps({ gateway }: Config): boolean {
  return gateway.host.startsWith("https:");
}

/** Of pages. An app's own scheme has the origin "null", which any sandboxed page has too. */
function originsOf(redirectUris: readonly string[]): readonly string[] {
  return redirectUris.filter((uri) => /^https?:/i.test(uri)).map((uri) => new URL(uri).origin);
}

function acrValuesOf({ customers }: Config): string[] {
  const values = [...customers.values()].flatMap(({ methods, portals }) => [
    ...[...methods.keys()].map((name) => METHOD_URN + name),
    ...[...portals.keys()].map((name) => PORTAL_URN + name),
  ]);
  return [...new Set(values)];
}
