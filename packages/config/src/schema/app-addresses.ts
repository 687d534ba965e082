/** Addresses of apps: what oidc-provider would otherwise find only when a person logs in (RFC 8252 7, Dynamic Client Registration 2). */
import type { Problem } from "../findings.js";
import { isLoopback, isWeb } from "./addresses.js";

const LISTS = ["redirectUris", "postLogoutRedirectUris"] as const;
type Addresses = { readonly type: "confidential" | "public" } & { readonly [list in (typeof LISTS)[number]]: string[] };

/** A client with a redirect address of an app's own scheme is an app, and all of its addresses are an app's. */
export function appProblems(client: Addresses): { readonly problem: Problem; readonly path: (string | number)[] }[] {
  const isApp = client.type === "public" && !client.redirectUris.every(isWeb);
  return LISTS.flatMap((list) =>
    client[list].flatMap((uri, at) => {
      const problem = isApp ? problemForApp(uri) : problemForSite(uri, list, client.type);
      return problem ? [{ problem, path: [list, at] }] : [];
    }),
  );
}

function problemForApp(uri: string): Problem | undefined {
  if (!isWeb(uri)) return undefined;
  const isPlain = /^http:/i.test(uri);
  if (isLoopback(uri) === isPlain) return undefined;
  return isPlain ? PLAIN_HTTP : HTTPS_TO_SELF;
}

function problemForSite(uri: string, list: (typeof LISTS)[number], type: Addresses["type"]): Problem | undefined {
  if (isWeb(uri)) return undefined;
  if (list === "postLogoutRedirectUris") return NO_APP;
  return type === "public" ? undefined : KEEPS_NO_SECRET;
}

const KEEPS_NO_SECRET = {
  message: "has the scheme of an app, which can keep no secret",
  remedy: "set type: public, or use https",
};
const NO_APP = {
  message: "has the scheme of an app, and none of redirectUris has",
  remedy: "use https, or give the app a client of its own",
};
const PLAIN_HTTP = {
  message: "is http to another machine, which an app may not use",
  remedy: "use https, or give the web site a client of its own",
};
const HTTPS_TO_SELF = {
  message: "is https to the app's own machine, which can have no certificate",
  remedy: "use http there, or give the web site a client of its own",
};
