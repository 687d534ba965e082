/** Middleware and routes, in the order a request meets them. */
import type Router from "@koa/router";
import Koa from "koa";
import type { Log } from "./log.js";
import type { Metrics } from "./management/metrics.js";
import type { KeptAssets } from "./versions/kept-assets.js";
import { logRequests } from "./web/log-requests.js";
import { refuseForeignHosts } from "./web/refuse-foreign-hosts.js";
import { securityHeaders } from "./web/security-headers.js";
import { sendNotice } from "./web/send.js";
import { serveAssets } from "./web/serve-assets.js";
import { showErrors } from "./web/show-errors.js";
import type { Web } from "./web/web.js";

export interface ServerParts {
  readonly web: Web;
  readonly assets: KeptAssets;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly flowRoutes: Router;
  readonly oidcRoutes: Router;
  readonly methodUrlRoutes: Router;
  readonly consentRoutes: Router;
  readonly organizationRoutes: Router;
  readonly docactionRoutes?: Router | undefined; // none where nothing is signed
  readonly customerRoutes: readonly Router[]; // of customers' servers; likewise
}

export function createServer({ web, assets, log, metrics, ...routes }: ServerParts): Koa {
  const app = new Koa();
  app.silent = true; // show-errors.ts logs and answers
  app.use(logRequests(log, metrics));
  app.use(showErrors(web, log));
  app.use(securityHeaders(web));
  app.use(refuseForeignHosts(web));
  app.use(serveAssets(assets));
  app.use(routes.flowRoutes.routes());
  app.use(routes.oidcRoutes.routes());
  app.use(routes.methodUrlRoutes.routes());
  app.use(routes.consentRoutes.routes());
  app.use(routes.organizationRoutes.routes());
  if (routes.docactionRoutes) app.use(routes.docactionRoutes.routes());
  for (const router of routes.customerRoutes) app.use(router.routes());
  app.use((ctx) => sendNotice(ctx, web, "unknown"));
  return app;
}
