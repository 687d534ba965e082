/** The gateway answers under its configured host only: whatever else a request calls it appears in no address, page or header. */
import type { Middleware } from "koa";
import type { Web } from "./web.js";

export function refuseForeignHosts({ origin }: Web): Middleware {
  const { host } = new URL(origin);
  return async (ctx, next) => {
    if (ctx.req.headers.host?.toLowerCase() === host) return next();
    // RFC 9110 7.4: this server is not the one that was meant. Plain text, since nothing is known of who asks.
    ctx.status = 421;
    ctx.type = "text/plain";
    ctx.body = "This gateway does not answer under that name.\n";
  };
}
