import type { Context, Next } from "koa";
import { Refusal } from "../register/refusal.js";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "frame-src 'self'", // a sign text in HTML, which has a policy of its own
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
];

/** Headers of every answer. The client may be framed by any page, as the real one; everything else by none. */
export async function setHeaders(context: Context, next: Next): Promise<void> {
  const isClient = /^\/(launcher\/|codefile\/?$)/.test(context.path);
  // The clients fetch a document from wherever the service provider has it, as the real ones did.
  const reach = isClient
    ? ["frame-ancestors http: https:", "connect-src 'self' http: https:"]
    : ["frame-ancestors 'none'", "connect-src 'self'"];
  context.set({
    "Content-Security-Policy": [...PAGE_POLICY, ...reach].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
  });
  await next();
}

/** A page of another site must not press the test tool's buttons through the visitor's browser. */
export async function refuseOtherSites(context: Context, next: Next): Promise<void> {
  const site = context.get("Sec-Fetch-Site");
  const changes = !["GET", "HEAD", "OPTIONS"].includes(context.method);
  if (changes && (site === "cross-site" || site === "same-site"))
    throw new Refusal(400, "the request comes from another site");
  await next();
}
