/** The headers of every answer: nothing from elsewhere runs, frames or is kept. */
import type { Middleware } from "koa";

/** @param gatewayOrigin Chromium asks form-action about the redirects of a form too, and both our forms end at the gateway */
export function securityHeaders(gatewayOrigin: string): Middleware {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    `form-action 'self' ${gatewayOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
  return async (context, next) => {
    context.set({
      "content-security-policy": policy,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    await next();
  };
}
