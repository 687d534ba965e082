/** The gateway's own cookies: the secret of a flow, the language of its pages, and what a method leaves with this browser. */
import { createHash } from "node:crypto";
import type Koa from "koa";
import type { Browser } from "../flow/begin-flow.js";
import type { ReadAddress } from "./client-address.js";

const YEAR_MS = 360 * 86_400_000;
const MAX_KEPT = 3_000;

export interface CookieJar {
  readonly isHttps: boolean;
}

export function setFlowSecret(ctx: Koa.Context, { isHttps }: CookieJar, id: string, secret: string): void {
  ctx.cookies.set("eid_flow", secret, {
    path: `/flow/${id}`,
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps,
    signed: false,
  });
}

export function setLanguage(ctx: Koa.Context, { isHttps }: CookieJar, id: string, language: string): void {
  const options = { path: `/flow/${id}`, httpOnly: true, sameSite: "lax", secure: isHttps, signed: false } as const;
  ctx.cookies.set("eid_language", language, options);
}

/** "" forgets; undefined leaves things as they are. A value that no browser would keep is not sent. */
export function setKept(ctx: Koa.Context, { isHttps }: CookieJar, of: KeptOf, keep: string | undefined): void {
  if (keep === undefined || keep.length > MAX_KEPT) return;
  const maxAge = keep === "" ? 0 : YEAR_MS;
  const value = keep === "" ? null : Buffer.from(keep).toString("base64url");
  ctx.cookies.set(keptName(of), value, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps,
    signed: false,
    maxAge,
  });
}

export function readBrowser(ctx: Koa.Context, readAddress: ReadAddress): Browser {
  return {
    ip: readAddress(ctx.req),
    userAgent: ctx.get("user-agent"),
    kept(family, service) {
      const value = ctx.cookies.get(keptName({ family, service }), { signed: false });
      return value && value.length <= MAX_KEPT * 2 ? Buffer.from(value, "base64url").toString() : undefined;
    },
  };
}

export type KeptOf = { readonly family: string; readonly service: string };

/** One cookie per customer and family, so that no customer learns what another's users left. */
function keptName({ family, service }: KeptOf): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([family, service]))
    .digest("hex");
  return `eid_kept_${digest.slice(0, 12)}`;
}
