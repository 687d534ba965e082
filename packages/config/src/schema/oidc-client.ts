import { z } from "zod";
import { CLIENT_AUTHS } from "../customer-config.js";
import type { Problem } from "../findings.js";
import { redirectUriProblem } from "./addresses.js";
import { publicJwkProblem } from "./certificates.js";
import { custom, filled, shaped, slug, text } from "./fields.js";

const clientId = shaped(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
  message: "is not a client id",
  remedy: "use at most 100 letters, digits, dots, - and _",
});
const scope = shaped(/^[A-Za-z0-9._:-]{1,100}$/, { message: "is not a scope", remedy: "write one scope per entry" });
const jwk = z
  .looseObject({ kty: z.string().describe("The kind of key: RSA, EC or OKP. The members of such a key follow.") })
  .superRefine((value, context) => {
    const problem = publicJwkProblem(value);
    if (problem) context.addIssue(custom(problem));
  });

const fields = z.strictObject({
  clientId: clientId.describe("The client id, unique in the gateway."),
  name: filled.describe("The name people see."),
  type: z
    .enum(["confidential", "public"])
    .default("confidential")
    .describe("`public`: an app or a page that can keep no secret; it must use PKCE."),
  auth: z
    .enum(CLIENT_AUTHS)
    .optional()
    .describe(
      "How it proves itself at the token address. Without it `client_secret_basic`, for a public client `none`.",
    ),
  secret: filled.optional().describe("The client secret, for `client_secret_basic` and `client_secret_post`."),
  jwks: z
    .strictObject({ keys: z.array(jwk).min(1).describe("Public JWKs; RSA of at least 2048 bits.") })
    .optional()
    .describe("The client's public keys, for `private_key_jwt`."),
  redirectUris: z
    .array(text(redirectUriProblem))
    .min(1)
    .describe("Where people may be sent back to. Compared character by character."),
  postLogoutRedirectUris: z.array(text(redirectUriProblem)).default([]).describe("The same, after log-out."),
  scopes: z.array(scope).default(["openid", "profile"]).describe("What it may ask for."),
  methods: z.array(slug).min(1).optional().describe("The customer's methods it may use. Without it all of them."),
});

export const oidcClient = fields.superRefine((client, context) => {
  const { type, auth = defaultAuth(type), secret, jwks } = client;
  const usesSecret = auth === "client_secret_basic" || auth === "client_secret_post";
  const check = (holds: boolean, key: string, problem: Problem) => holds || context.addIssue(custom(problem, [key]));
  check((type === "public") === (auth === "none"), "auth", type === "public" ? PUBLIC_AUTH : CONFIDENTIAL_AUTH);
  check(!usesSecret || secret !== undefined, "secret", NO_SECRET);
  check(usesSecret || secret === undefined, "secret", USELESS_SECRET);
  check(/^[\x20-\x7e]*$/.test(secret ?? ""), "secret", NOT_ASCII);
  check(auth !== "private_key_jwt" || jwks !== undefined, "jwks", NO_JWKS);
  check(auth === "private_key_jwt" || jwks === undefined, "jwks", USELESS_JWKS);
  check(client.scopes.includes("openid"), "scopes", NO_OPENID);
  const appUri = client.redirectUris.findIndex((uri) => !/^https?:/i.test(uri));
  if (appUri >= 0 && type !== "public") context.addIssue(custom(APP_SCHEME, ["redirectUris", appUri]));
});
export type OidcClientFile = z.output<typeof oidcClient>;

export function defaultAuth(type: OidcClientFile["type"]) {
  return type === "public" ? "none" : "client_secret_basic";
}

const PUBLIC_AUTH = {
  message: "cannot be used by a public client",
  remedy: "remove it, or make the client confidential",
};
const CONFIDENTIAL_AUTH = { message: "lets anybody be this client", remedy: "choose another, or set type: public" };
const NO_SECRET = { message: "is missing", remedy: "add it: secret: ${env:...} or ${file:...}" };
const NOT_ASCII = { message: "has characters outside ASCII, which no client can send", remedy: "draw another" }; // RFC 6749 appendix A.2
const USELESS_SECRET = { message: "is not used with this kind of authentication", remedy: "remove it" };
const NO_JWKS = { message: "is missing", remedy: "add the client's public keys: jwks: { keys: [...] }" };
const USELESS_JWKS = { message: "is not used with this kind of authentication", remedy: "remove it" };
const NO_OPENID = { message: "lacks openid", remedy: "add openid: without it there is no log-in" };
const APP_SCHEME = {
  message: "has the scheme of an app, which can keep no secret",
  remedy: "set type: public, or use https",
};
