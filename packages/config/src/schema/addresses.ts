import type { Problem } from "../findings.js";

/** Why a text is not the origin of web pages: scheme, host and port, and nothing after it. */
export function originProblem(value: string): Problem | undefined {
  const url = parseUrl(value);
  if (!url || !/^https?:\/\//.test(value) || !HOST.test(url.hostname)) return NOT_AN_ORIGIN;
  return url.origin === value ? undefined : { message: "is not a bare origin", remedy: `write ${url.origin}` };
}
/** The characters of host names only: a URL's host may also hold * and ; which mean more in a content security policy. */
const HOST = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/;
const NOT_AN_ORIGIN = { message: "is not an origin", remedy: "write scheme and host: https://id.example.dk" };

/** Why a text is not an http(s) address that a browser may be sent to. */
export function webAddressProblem(value: string): Problem | undefined {
  return shapeProblem(value) ?? (/^https?:\/\//i.test(value) ? undefined : NOT_WEB);
}
const NOT_WEB = { message: "is not a web address", remedy: "write it out: https://example.dk/..." };

/**
 * Why a text cannot be a redirect URI: absolute, exact, and read the same way by everybody who compares it
 * (OIDC Core 3.1.2.1, RFC 6749 3.1.2, RFC 9700 4.1). Apps may use a scheme of their own with a dot in it (RFC 8252 7.1).
 */
export function redirectUriProblem(value: string): Problem | undefined {
  const shape = shapeProblem(value);
  if (shape || /^https?:\/\//i.test(value)) return shape;
  return /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:/.test(value) ? undefined : NOT_REDIRECTABLE;
}
const NOT_REDIRECTABLE = {
  message: "has a scheme that nobody can be sent back to",
  remedy: "use https, or for an app its own scheme with a dot in it: dk.example.app:/callback",
};

/**
 * Why a text cannot be an address that SAML answers are posted to. In its canonical spelling, since requests are compared with it
 * character by character: what a browser would read otherwise than we do is never one of these.
 */
export function samlTargetProblem(value: string): Problem | undefined {
  const problem = webAddressProblem(value);
  if (problem) return problem;
  if (value.includes("?")) return QUERY;
  const { href, origin } = new URL(value);
  return value === href || value === origin ? undefined : { message: UNUSUAL, remedy: `write ${href}` };
}
const QUERY = { message: "has a query", remedy: "remove ? and what follows: a request may have any query" };
const UNUSUAL = "is not written as browsers write it";

function shapeProblem(value: string): Problem | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\\\s\u0000-\u001f\u007f-\u{10ffff}]/u.test(value)) return ODD_CHARACTER;
  if (value.includes("*")) return WILDCARD;
  if (value.includes("#")) return FRAGMENT;
  const url = parseUrl(value);
  if (!url || /^https?:(?!\/\/[^/])/i.test(value)) return RELATIVE;
  if (/^https?:/i.test(value) && !HOST.test(url.hostname)) return BAD_HOST;
  if (url.username !== "" || url.password !== "" || /^[^/]*\/\/[^/?]*@/.test(value)) return USERINFO;
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(pathOf(value))) return DOTS;
  return undefined;
}

function parseUrl(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

function pathOf(value: string): string {
  return value.replace(/^[^:]*:(\/\/[^/?]*)?/, "").replace(/\?.*$/, "");
}

const ODD_CHARACTER = {
  message: "has a backslash, a space or another character that does not belong in an address",
  remedy: "percent-encode it, and write foreign letters of a host as xn--...",
};
const WILDCARD = { message: "has a wildcard", remedy: "list each address: they are compared character by character" };
const FRAGMENT = { message: "has a fragment", remedy: "remove # and what follows" };
const RELATIVE = { message: "is not an absolute address", remedy: "begin with https://" };
const BAD_HOST = {
  message: "has a host that is no host name",
  remedy: "write the host with letters, digits, - and dots",
};
const USERINFO = { message: "has a user name or password before the host", remedy: "remove what stands before @" };
const DOTS = { message: "has . or .. as a step of its path", remedy: "write the path that is meant" };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Plain http to another machine: whoever sits on the line can read it and change it. */
export function isPlainHttp(value: string): boolean {
  return parseUrl(value)?.protocol === "http:" && !isLoopback(value);
}

export function isLoopback(value: string): boolean {
  return LOOPBACK.test(parseUrl(value)?.hostname ?? "");
}

/** Of a page; else of an app, which has a scheme of its own. */
export function isWeb(value: string): boolean {
  return /^https?:/i.test(value);
}
