/** Headers that every answer has; each page adds its own policy. */
import type { Middleware } from "koa";
import type { Web } from "./web.js";

export function securityHeaders({ isHttps }: Web): Middleware {
  return async (ctx, next) => {
    ctx.set("x-content-type-options", "nosniff");
    ctx.set("referrer-policy", "no-referrer");
    if (isHttps) ctx.set("strict-transport-security", "max-age=31536000");
    await next();
  };
}
