import type { OidcLoginOptions, OidcWish } from "./oidc-login.js";

interface OfThisRequest extends Pick<OidcLoginOptions, "redirectUri" | "scopes"> {
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
}

/** The authorization request (OpenID Connect Core 3.1.2.1), with the gateway's own words for methods and hints. */
export function requestOf(wish: OidcWish, own: OfThisRequest): URLSearchParams {
  const methods = (wish.methods ?? []).map((name) => `urn:signicat:oidc:method:${name}`);
  const portal = wish.portal === undefined ? [] : [`urn:signicat:oidc:portal:${wish.portal}`];
  const parameters = new URLSearchParams({
    redirect_uri: own.redirectUri,
    scope: (own.scopes ?? ["openid", "profile"]).join(" "),
    state: own.state,
    nonce: own.nonce,
    code_challenge: own.challenge,
    code_challenge_method: "S256",
  });
  const wished = {
    acr_values: [...methods, ...portal].join(" "),
    profile: wish.profile,
    ui_locales: wish.language,
    prompt: wish.prompt,
    max_age: wish.maxAge?.toString(),
  };
  for (const [name, value] of Object.entries(wished)) if (value) parameters.set(name, value);
  // The parameter may be repeated: one hint each.
  if (wish.nationalId) parameters.append("login_hint", `subject-${wish.nationalId}`);
  if (wish.organization) parameters.append("login_hint", `organization-${wish.organization}`);
  return parameters;
}
