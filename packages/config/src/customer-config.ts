/** What a customer's folder says, checked: customer.yaml, and each profile under profiles/. */
import type { Customer } from "@eid-gateway/core";
import type { CredentialFile } from "./gateway-config.js";
import type { GraphicalProfile } from "./graphical-profile.js";

export interface CustomerConfig extends Customer {
  readonly file: string; // customer.yaml
  readonly password?: string; // what the customer's own servers show when they call the gateway's services
  readonly homePage?: string; // where "Back to <service>" leads when no relying party can take the person
  readonly agreements: Readonly<Record<string, unknown>>; // by family; each plug-in reads its own
  readonly credentials: ReadonlyMap<string, CredentialFile>;
  readonly methods: ReadonlyMap<string, MethodUse>; // by public name: what stands in acr_values and log-in addresses
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly profiles: ReadonlyMap<string, GraphicalProfile>; // always holds "default"
  readonly defaultProfile: string;
  readonly clients: ReadonlyMap<string, OidcClientConfig>; // by client id
}

/** A method of a plug-in as one customer uses it. `config` is for the method's own schema. */
export interface MethodUse {
  readonly method: string; // EidMethod.id
  readonly config: unknown;
  readonly profile?: string;
}

export interface OidcClientConfig {
  readonly clientId: string;
  readonly name: string; // shown to people
  readonly type: "confidential" | "public"; // a public one must use PKCE
  readonly auth: ClientAuth;
  readonly secret?: string; // with client_secret_basic and client_secret_post
  readonly jwks?: { readonly keys: readonly PublicJwk[] }; // with private_key_jwt
  readonly redirectUris: readonly string[]; // compared character by character
  readonly postLogoutRedirectUris: readonly string[];
  readonly scopes: readonly string[]; // what it may ask for; always holds "openid"
  readonly methods: readonly string[]; // public names it may use; all of the customer's unless it says fewer
}
export const CLIENT_AUTHS = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"] as const;
export type ClientAuth = (typeof CLIENT_AUTHS)[number];
export type PublicJwk = Readonly<Record<string, unknown>> & { readonly kty: string };

/** The languages of the gateway's pages. Danish and English are complete, the others fall back text by text. */
export const LANGUAGES = ["da", "en", "nb", "sv", "fi"] as const;
export type Language = (typeof LANGUAGES)[number];
