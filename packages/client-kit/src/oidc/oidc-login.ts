/** A log-in by OpenID Connect: authorization code with PKCE, on openid-client. */
import * as openid from "openid-client";
import { connectGateway } from "./connect-gateway.js";
import { OidcSecurityError } from "./oidc-errors.js";
import { requestOf } from "./request.js";
import { translated } from "./translate-errors.js";

export interface OidcLoginOptions {
  /** Of the gateway: `https://id.example.dk/oidc`. Plain http only on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As registered with the gateway, to the letter. */
  readonly redirectUri: string;
  /** `openid profile` unless said. */
  readonly scopes?: readonly string[];
  /** How long the gateway may take to answer a call; 10 unless said. */
  readonly timeoutSeconds?: number;
}

/** What a person is sent to the gateway for. Everything is optional: without methods the client's own choice counts. */
export interface OidcWish {
  /** The gateway's names: `nemid`, `nemid-erhverv`, ... Of several the person chooses. */
  readonly methods?: readonly string[];
  /** A named list of methods, kept at the gateway. */
  readonly portal?: string;
  readonly profile?: string;
  readonly language?: string;
  /** A CPR number that you know, to be checked with the person's consent. It travels in the body of a call between servers. */
  readonly nationalId?: string;
  /** The CVR number of the company that the person probably acts for. */
  readonly organization?: string;
  /** `login`: a session at the gateway will not do. `consent_revoke`: forget what the person let you remember. */
  readonly prompt?: "login" | "none" | "consent_revoke";
  /** The log-in may be so old, in seconds. */
  readonly maxAge?: number;
}

/** Keep it with the browser's session until the person is back, by its `state`; it is good for one answer. */
export interface BegunLogin {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}
export interface OidcResult {
  readonly subject: string;
  /** What userinfo says: name, and whatever the scopes give. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idTokenClaims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
  readonly accessToken: string;
}

export interface OidcLogin {
  /** Where the gateway's pages are: your pages' form-action needs it. */
  readonly origin: string;
  /** Send the browser to `url`. @throws GatewayUnreachableError; OidcSecurityError when a number cannot be pushed */
  begin(wish?: OidcWish): Promise<{ readonly url: URL; readonly begun: BegunLogin }>;
  /**
   * Checks the answer, exchanges the code and fetches userinfo.
   *
   * @param callback the whole address at which the browser came back
   * @throws OidcResponseError, OidcSecurityError, GatewayUnreachableError
   */
  finish(callback: URL, begun: BegunLogin): Promise<OidcResult>;
  /** Where to send the browser to end the gateway's session too. `undefined`: it has no such address. */
  endSession(idToken: string, returnTo: string): Promise<URL | undefined>;
}

/** The relying party's half. Asks the gateway for its addresses when it first needs them, and keeps them. */
export function createOidcLogin(options: OidcLoginOptions): OidcLogin {
  const gateway = connectGateway(options);
  return {
    origin: gateway.origin,

    begin: (wish = {}) =>
      translated(async () => {
        const begun = {
          state: openid.randomState(),
          nonce: openid.randomNonce(),
          codeVerifier: openid.randomPKCECodeVerifier(),
        };
        const configuration = await gateway.configuration();
        const challenge = await openid.calculatePKCECodeChallenge(begun.codeVerifier);
        const request = requestOf(wish, { ...options, ...begun, challenge });
        // A CPR number in an address would end up in histories and logs.
        const build = wish.nationalId ? openid.buildAuthorizationUrlWithPAR : openid.buildAuthorizationUrl;
        return { url: await build(configuration, request), begun };
      }),

    finish: (callback, { state, nonce, codeVerifier }) =>
      translated(async () => {
        const configuration = await gateway.configuration();
        const expected = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
        // State, issuer (RFC 9207), nonce, signature, audience and times are openid-client's.
        const tokens = await openid.authorizationCodeGrant(configuration, callback, {
          ...expected,
          idTokenExpected: true,
        });
        const [idToken, idTokenClaims] = [tokens.id_token, tokens.claims()];
        if (!idToken || !idTokenClaims) throw new OidcSecurityError("id_token_missing");
        const claims = await openid.fetchUserInfo(configuration, tokens.access_token, idTokenClaims.sub);
        return { subject: idTokenClaims.sub, claims, idTokenClaims, idToken, accessToken: tokens.access_token };
      }),

    endSession: (idToken, returnTo) =>
      translated(async () => {
        const configuration = await gateway.configuration();
        if (!configuration.serverMetadata().end_session_endpoint) return undefined;
        const parameters = { id_token_hint: idToken, post_logout_redirect_uri: returnTo };
        return openid.buildEndSessionUrl(configuration, parameters);
      }),
  };
}
