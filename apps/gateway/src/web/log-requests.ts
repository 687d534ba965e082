/** One line per request: the route's pattern, never the address, since ids, hints and codes stand in addresses. */
import type { Middleware, ParameterizedContext } from "koa";
import type { Log } from "../log.js";
import type { Metrics } from "../management/metrics.js";

export function logRequests(log: Log, metrics: Metrics): Middleware {
  return async (ctx, next) => {
    const began = performance.now();
    const route = routeOf(ctx); // now: oidc-provider's door rewrites the address
    ctx.res.once("close", () => {
      const ms = Math.round((performance.now() - began) * 10) / 10;
      metrics.answered(route, ctx.res.statusCode, ms);
      log.info({ route, method: knownMethod(ctx.method), status: ctx.res.statusCode, ms }, "request");
    });
    await next();
  };
}

/** The first two segments of what is ours; anything else could be somebody's secret. */
function routeOf(ctx: ParameterizedContext): string {
  const [, first = "", second = ""] = ctx.path.split("/");
  if (first === "flow" || first === "assets") return `/${first}`;
  if (first === "std") return second === "method" ? "/std/method" : "/std";
  if (first === "consent" || first === "organization") return `/${first}`;
  if (first === "ws" || first === "doc" || first === "enterprise") return customerRoute(ctx.path);
  if (first !== "oidc") return "other";
  const known = [
    "authorize",
    "token",
    "userinfo",
    "jwks.json",
    "session",
    "par",
    "revoke",
    "interaction",
    ".well-known",
  ];
  return known.includes(second) ? `/oidc/${second}` : "/oidc";
}

/** What customers' servers call: which service, and of the file store which shelf. */
function customerRoute(path: string): string {
  const known = SERVICES.exec(path)?.[0];
  const shelf = /^\/doc\/[^/]+\/(sds|order|archive)(?:\/|$)/.exec(path)?.[1];
  return known ?? (shelf ? `/doc/${shelf}` : "other");
}
const SERVICES =
  /^\/ws\/(?:documentservice-v3|packagingservice-v4|sealingservice-v1|archiveservice-v3)$|^\/enterprise\/sign\/(?:documents|orders|archive-documents)(?=\/|$)/;

function knownMethod(method: string): string {
  return ["GET", "HEAD", "POST", "DELETE", "OPTIONS"].includes(method) ? method : "other";
}
