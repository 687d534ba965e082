/** oidc-provider, configured: it does the protocol, the gateway does the log-in. */
import type { Config } from "@eid-gateway/config";
import { LANGUAGES } from "@eid-gateway/config";
import type { Storage } from "@eid-gateway/storage";
import type { JWK } from "jose";
import Provider, { type Configuration, interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import { findAccount, subjectFor, toProviderAccount } from "./accounts.js";
import { createAdapterFactory } from "./adapter.js";
import type { ClaimTable } from "./claims.js";
import { metadataOf, type RegisteredClient } from "./clients.js";
import { type PostedOn, redrawForms } from "./provider-forms.js";
import { allowedClaims, METHOD_URN, PORTAL_URN } from "./read-request.js";

export interface ProviderParts {
  readonly config: Config;
  readonly clients: ReadonlyMap<string, RegisteredClient>;
  readonly claims: ClaimTable;
  readonly storage: Storage;
  readonly clock: { now(): Date };
  readonly signingKeys: readonly JWK[];
  readonly cookieKeys: readonly string[];
  readonly pairwiseKey: Uint8Array;
  readonly interactionSeconds: number;
  /** The pages that oidc-provider would otherwise draw itself. */
  readonly pages: ProviderPages;
}
export interface ProviderPages {
  error(ctx: KoaContextWithOIDC, error: string, description: string | undefined, cause: unknown): void;
  logout(ctx: KoaContextWithOIDC): void;
  loggedOut(ctx: KoaContextWithOIDC): void;
  postOn(ctx: KoaContextWithOIDC, form: PostedOn): void;
}

/** Lifetimes in seconds. A code is good for a minute and one use, an identity as long as tokens can ask for it. */
export const TTL = { AuthorizationCode: 60, AccessToken: 30 * 60, IdToken: 60 * 60, RefreshToken: 14 * 86_400 };

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
  provider.use(redrawForms(parts.pages.postOn));
  return provider;
}

function configurationOf(parts: ProviderParts): Configuration {
  const { config, clients, claims, storage, clock, pages } = parts;
  const isHttps = config.gateway.host.startsWith("https:");
  const cookie = { httpOnly: true, sameSite: "lax", signed: true, secure: isHttps } as const;
  return {
    adapter: createAdapterFactory(storage.oidc, clock),
    clients: [...clients.values()].map(metadataOf),
    jwks: { keys: parts.signingKeys as NonNullable<Configuration["jwks"]>["keys"] },
    cookies: {
      keys: [...parts.cookieKeys],
      names: COOKIES,
      long: { ...cookie, path: "/oidc" },
      short: cookie,
    },
    routes: ROUTES,
    responseTypes: ["code"],
    subjectTypes: ["pairwise"],
    scopes: [...Object.keys(claims), "offline_access"],
    claims: Object.fromEntries(Object.entries(claims).map(([scope, names]) => [scope, [...names]])),
    acrValues: acrValuesOf(config),
    extraParams: ["profile"],
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
    enabledJWA: { idTokenSigningAlgValues: ["RS256"], userinfoSigningAlgValues: ["RS256"] },
    pkce: { required: (_ctx, client) => client.clientAuthMethod === "none" },
    clientBasedCORS: (_ctx, origin, client) => originsOf(client.redirectUris ?? []).includes(origin),
    discovery: { ui_locales_supported: [...LANGUAGES] },
    ttl: { ...TTL, Interaction: parts.interactionSeconds, Session: 3600, Grant: TTL.RefreshToken },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      claimsParameter: { enabled: true },
      resourceIndicators: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => pages.logout(ctx),
        postLogoutSuccessSource: (ctx) => pages.loggedOut(ctx),
      },
    },
    interactions: {
      policy: interactionPolicy.base(),
      url: (_ctx, interaction) => `/oidc/interaction/${interaction.uid}`,
    },
    loadExistingGrant: (ctx) => grantWhatWasAsked(ctx, parts),
    findAccount: async (_ctx, id) => {
      const account = await findAccount(storage, id);
      return account && toProviderAccount(id, account);
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

/** There is no page of consent: what a client may have is agreed with its customer, and the person consents to the number's use itself. */
async function grantWhatWasAsked(ctx: KoaContextWithOIDC, { clients, claims }: ProviderParts) {
  const { client, session, params, provider } = ctx.oidc;
  const registered = client && clients.get(client.clientId);
  if (!client || !registered || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(String(params?.scope ?? "openid"));
  const allowed = allowedClaims(params?.claims, registered.client, claims);
  grant.addOIDCClaims([...allowed]);
  // What it may not have counts as answered; oidc-provider would ask the person for it over and over.
  grant.rejectOIDCClaims([...ctx.oidc.requestParamClaims].filter((claim) => !allowed.includes(claim)));
  await grant.save();
  return grant;
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
