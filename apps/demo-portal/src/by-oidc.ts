/** A log-in by OpenID Connect: what is asked for, and what the account page shows of the answer. */
import type { BegunLogin, OidcLogin } from "@eid-gateway/client-kit";
import type { Language, LogIn } from "./sessions.js";
import { methodsOf, type Wish } from "./wish.js";

export async function beginByOidc(
  gateway: OidcLogin,
  wish: Wish,
  language: Language,
): Promise<{ readonly url: URL; readonly begun: BegunLogin }> {
  return gateway.begin({ methods: methodsOf(wish), profile: wish.profile, language, prompt: "login" });
}

/** @throws the client kit's OidcResponseError, OidcSecurityError and GatewayUnreachableError */
export async function finishByOidc(gateway: OidcLogin, callback: URL, begun: BegunLogin): Promise<LogIn> {
  const { claims, idTokenClaims, idToken } = await gateway.finish(callback, begun);
  return {
    name: typeof claims.name === "string" ? claims.name : "",
    idToken,
    tables: [
      { kind: "userinfo", rows: Object.entries(claims) },
      { kind: "idToken", rows: Object.entries(idTokenClaims) },
    ],
  };
}
