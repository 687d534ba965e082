/** A customer's OpenID Connect clients, and how long a log-in is remembered for them. */

export interface OidcClientConfig {
  readonly clientId: string;
  readonly name: string; // shown to people
  readonly type: "confidential" | "public"; // a public one must use PKCE
  readonly auth: ClientAuth;
  readonly secret?: string; // with client_secret_basic and client_secret_post
  readonly jwks?: { readonly keys: readonly PublicJwk[] }; // private_key_jwt, signed requests, encrypted answers
  readonly redirectUris: readonly string[]; // compared character by character; none: a server that only orders signatures
  readonly postLogoutRedirectUris: readonly string[];
  readonly scopes: readonly string[]; // what it may ask for; holds "openid" unless it is such a server
  readonly methods: readonly string[]; // public names it may use; all of the customer's unless it says fewer
  readonly defaultPortal?: string; // to choose from when the request names neither method nor portal
  readonly idTokenEncryption?: MessageEncryption;
  readonly userinfoSigning?: "RS256"; // userinfo is then a JWT
  readonly userinfoEncryption?: MessageEncryption; // of the signed JWT
  readonly requirePushedRequests: boolean;
  readonly requireEncryptedRequests: boolean; // refuses a CPR number that anybody on the way could read
  readonly legacyAmrString: boolean; // `amr` as one string
}
/** Lets a customer's server order signatures by the REST face. */
export const SIGNING_SCOPE = "signicat-api";
export const CLIENT_AUTHS = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"] as const;
export type ClientAuth = (typeof CLIENT_AUTHS)[number];
export type PublicJwk = Readonly<Record<string, unknown>> & { readonly kty: string };

/** JWE towards a client (RFC 7518 4 and 5). RSA1_5 is left out for its padding oracle, the symmetric ones for sharing a secret. */
export const ENCRYPTION_ALGS = ["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A256KW"] as const;
export const ENCRYPTION_ENCS = ["A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM"] as const;
export interface MessageEncryption {
  readonly alg: (typeof ENCRYPTION_ALGS)[number];
  readonly enc: (typeof ENCRYPTION_ENCS)[number];
}

/** Single sign-on between the clients of one service. */
export interface SessionReuse {
  readonly idleMinutes: number; // without a log-in to any client of the service
  readonly hours: number; // after the eID was used
}
