/** The gateway's own cookies: the secret of a flow, the language of its pages, and what a method leaves with this browser. */
import { createHash } from "node:crypto";
import type Koa from "koa";
import type { Browser } from "../flow/begin-flow.js";
import type { Flow } from "../flow/flow.js";
import type { ReadAddress } from "./client-address.js";
import { partitionCookies } from "./partition-cookies.js";

const YEAR_MS = 360 * 86_400_000;
const MAX_KEPT = 3_000;

export interface CookieJar {
  readonly isHttps: boolean;
}

/** @param maxAge in milliseconds */
export const setFlowSecret = secretSetter("flow");
/** The same for a sitting, which begins flows of its own. */
export const setSittingSecret = secretSetter("sitting");

function secretSetter(of: "flow" | "sitting") {
  return (
    ctx: Koa.Context,
    jar: CookieJar,
    { id, isFramed }: Pick<Flow, "id" | "isFramed">,
    secret: string,
    maxAge: number,
  ): void => {
    const { name, path } = secretCookie(jar, of, id);
    setCookie(ctx, jar, name, secret, { path, maxAge });
    if (isFramed) partitionCookies(ctx);
  };
}

export function readFlowSecret(ctx: Koa.Context, jar: CookieJar, id: string): string | undefined {
  return ctx.cookies.get(secretCookie(jar, "flow", id).name, { signed: false });
}

export function readSittingSecret(ctx: Koa.Context, jar: CookieJar, id: string): string | undefined {
  return ctx.cookies.get(secretCookie(jar, "sitting", id).name, { signed: false });
}

/**
 * Under https a sibling subdomain cannot plant this cookie, and with it a flow of its own, in somebody's browser: `__Host-` keeps them
 * off (RFC 6265bis 4.1.3.2). It wants the path "/", so there the flow stands in the name.
 */
function secretCookie(
  { isHttps }: CookieJar,
  of: "flow" | "sitting",
  id: string,
): { readonly name: string; readonly path: string } {
  return isHttps ? { name: `__Host-eid_${of}_${id}`, path: "/" } : { name: `eid_${of}`, path: `/${of}/${id}` };
}

/** @param path of the flow or sitting whose pages shall speak it */
export function setLanguage(ctx: Koa.Context, jar: CookieJar, path: string, language: string): void {
  setCookie(ctx, jar, "eid_language", language, { path });
}

/** "" forgets; undefined leaves things as they are. A value that no browser would keep is not sent. */
export function setKept(ctx: Koa.Context, jar: CookieJar, of: KeptOf, keep: string | undefined): void {
  if (keep === undefined || keep.length > MAX_KEPT) return;
  const maxAge = keep === "" ? 0 : YEAR_MS;
  const value = keep === "" ? null : Buffer.from(keep).toString("base64url");
  setCookie(ctx, jar, keptName(jar, of), value, { path: "/", maxAge });
}

type Reach = { readonly path: string; readonly maxAge?: number };

function setCookie(ctx: Koa.Context, { isHttps }: CookieJar, name: string, value: string | null, reach: Reach): void {
  // TLS ends before the gateway, at a proxy: whether the browser speaks it is known from the public address, not from the socket.
  ctx.cookies.secure = isHttps;
  ctx.cookies.set(name, value, { ...reach, httpOnly: true, sameSite: "lax", secure: isHttps, signed: false });
}

export function readBrowser(ctx: Koa.Context, web: CookieJar & { readonly readAddress: ReadAddress }): Browser {
  return {
    ip: web.readAddress(ctx.req),
    userAgent: ctx.get("user-agent"),
    kept(family, service) {
      const value = ctx.cookies.get(keptName(web, { family, service }), { signed: false });
      return value && value.length <= MAX_KEPT * 2 ? Buffer.from(value, "base64url").toString() : undefined;
    },
  };
}

export type KeptOf = { readonly family: string; readonly service: string };

/** One cookie per customer and family, so that no customer learns what another's users left. */
function keptName({ isHttps }: CookieJar, { family, service }: KeptOf): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([family, service]))
    .digest("hex");
  return `${isHttps ? "__Host-" : ""}eid_kept_${digest.slice(0, 12)}`;
}
