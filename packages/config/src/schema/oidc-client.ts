import { z } from "zod";
import type { Problem } from "../findings.js";
import { CLIENT_AUTHS, SIGNING_SCOPE } from "../oidc-config.js";
import { redirectUriProblem } from "./addresses.js";
import { appProblems } from "./app-addresses.js";
import { encryptionProblem, jwks, messageEncryption } from "./client-keys.js";
import { custom, filled, shaped, slug, text, yesOrNo } from "./fields.js";

const clientId = shaped(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
  message: "is not a client id",
  remedy: "use at most 100 letters, digits, dots, - and _",
});
const scope = shaped(/^[A-Za-z0-9._:-]{1,100}$/, { message: "is not a scope", remedy: "write one scope per entry" });

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
  jwks: jwks
    .optional()
    .describe(
      "The client's public keys, for `private_key_jwt`, for signed requests and to encrypt to it. May be `${file:keys.json}`.",
    ),
  redirectUris: z
    .array(text(redirectUriProblem))
    .default([])
    .describe(
      "Where people may be sent back to. Compared character by character. None for a server that only orders signatures.",
    ),
  postLogoutRedirectUris: z.array(text(redirectUriProblem)).default([]).describe("The same, after log-out."),
  scopes: z
    .array(scope)
    .default(["openid", "profile"])
    .describe("What it may ask for. `signicat-api`: to order signatures by the REST face, with `client_credentials`."),
  methods: z.array(slug).min(1).optional().describe("The customer's methods it may use. Without it all of them."),
  idTokenEncryption: messageEncryption.optional().describe("Encrypts the signed ID token to a key of `jwks`."),
  userinfoSigning: z.enum(["RS256"]).optional().describe("Userinfo answers with a signed JWT instead of JSON."),
  userinfoEncryption: messageEncryption
    .optional()
    .describe("Encrypts userinfo to a key of `jwks`; it is signed then too."),
  requirePushedRequests: yesOrNo(false).describe("Requests must come by `/oidc/par`."),
  requireEncryptedRequests: yesOrNo(false).describe(
    "A CPR number in `login_hint` is only taken from an encrypted request object.",
  ),
  legacyAmrString: yesOrNo(false).describe("The ID token has `amr` as one string, as hubs of old sent it."),
  defaultPortal: slug
    .optional()
    .describe("The portal people choose from when the request names neither method nor portal."),
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
  const signs = jwks?.keys.some(({ use }) => use !== "enc") ?? true;
  check(auth !== "private_key_jwt" || signs, "jwks", NO_SIGNING_KEY);
  for (const name of ["idTokenEncryption", "userinfoEncryption"] as const) {
    const problem = client[name] && encryptionProblem(client[name], jwks?.keys);
    if (problem) context.addIssue(custom(problem, [name]));
  }
  const isServer = client.scopes.every((each) => each === SIGNING_SCOPE) && client.scopes.length > 0;
  check(isServer || client.scopes.includes("openid"), "scopes", NO_OPENID);
  check(isServer || client.redirectUris.length > 0, "redirectUris", NO_ADDRESS);
  check(!isServer || client.redirectUris.length === 0, "redirectUris", USELESS_ADDRESS);
  check(type === "confidential" || !client.scopes.includes(SIGNING_SCOPE), "scopes", KEEPS_NO_SECRET);
  for (const { problem, path } of appProblems(client)) context.addIssue(custom(problem, path));
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
const NO_ADDRESS = {
  message: "is an empty list",
  remedy: `add where people come back to; a server that only orders signatures has scopes: [${SIGNING_SCOPE}]`,
};
const USELESS_ADDRESS = {
  message: "is not used by a server that only orders signatures",
  remedy: "remove it, or add openid to the scopes",
};
const KEEPS_NO_SECRET = {
  message: `has ${SIGNING_SCOPE}, which only a client with a secret can have`,
  remedy: "give the server a client of its own",
};
const NO_OPENID = { message: "lacks openid", remedy: "add openid: without it there is no log-in" };
const NO_SIGNING_KEY = { message: "has no key to sign with", remedy: "add a key with use: sig" };
