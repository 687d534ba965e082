/** The two halves of a log-in: sending the person to the gateway, and taking them back. */
import * as openid from "openid-client";
import type { Gateway } from "./gateway.js";
import type { Portal } from "./options.js";
import { type BegunLogin, type Language, type LogIn, rememberBegun, type Session } from "./sessions.js";

export interface Wish {
  readonly profile: string;
  readonly language: Language;
}

/** The address of the gateway's authorize endpoint for this log-in, which the session now remembers. */
export async function beginLogin(portal: Portal, gateway: Gateway, session: Session, wish: Wish): Promise<URL> {
  const configuration = await gateway.configuration();
  const [state, nonce, codeVerifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
  rememberBegun(session, state, { nonce, codeVerifier, profile: wish.profile });
  return openid.buildAuthorizationUrl(configuration, {
    redirect_uri: `${portal.publicUrl}/callback`,
    scope: portal.scope,
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
    acr_values: `urn:signicat:oidc:method:${portal.method}`,
    profile: wish.profile,
    ui_locales: wish.language,
    prompt: "login",
  });
}

/**
 * Exchanges the code and fetches userinfo. openid-client checks state, nonce, issuer (RFC 9207), signature, audience and times.
 * @param search the callback's query, as it came
 * @throws openid.AuthorizationResponseError when the gateway said no, and openid-client's other errors
 */
export async function finishLogin(
  portal: Portal,
  gateway: Gateway,
  begun: BegunLogin,
  search: URLSearchParams,
): Promise<LogIn> {
  const configuration = await gateway.configuration();
  const here = new URL(`${portal.publicUrl}/callback?${search}`);
  const tokens = await openid.authorizationCodeGrant(configuration, here, {
    expectedState: search.get("state") ?? "",
    expectedNonce: begun.nonce,
    pkceCodeVerifier: begun.codeVerifier,
    idTokenExpected: true,
  });
  const idTokenClaims = tokens.claims()!;
  const userinfo = await openid.fetchUserInfo(configuration, tokens.access_token, idTokenClaims.sub);
  return { idToken: tokens.id_token!, idTokenClaims, userinfo };
}

/** Where the gateway ends its own session and sends the person back to the front page; nowhere if it has no such address. */
export async function endSessionUrl(portal: Portal, gateway: Gateway, { idToken }: LogIn): Promise<URL | undefined> {
  const configuration = await gateway.configuration();
  if (!configuration.serverMetadata().end_session_endpoint) return undefined;
  return openid.buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    post_logout_redirect_uri: `${portal.publicUrl}/`,
  });
}
