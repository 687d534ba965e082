import type Router from "@koa/router";
import Koa from "koa";
import type { Logger } from "pino";
import type { Simulator } from "../simulator.js";
import { answerRefusals } from "./answer-refusals.js";
import { assetRoutes } from "./asset-routes.js";
import { clientRoutes } from "./client-routes.js";
import { codeFileRoutes } from "./code-file-routes.js";
import { refuseOtherSites, setHeaders } from "./guards.js";
import { identityApi } from "./identity-api.js";
import { identityPageRoutes } from "./identity-page-routes.js";
import { keyFileRoutes } from "./key-file-routes.js";
import { merchantApi } from "./merchant-api.js";
import { playApi } from "./play-api.js";
import { toolPageRoutes } from "./tool-page-routes.js";

/** Everything the plain http port serves, in order. @param more routers of parts that stand by themselves (PKI) */
export function createApp(simulator: Simulator, log: Logger, more: readonly Router[]): Koa {
  const app = new Koa();
  app.silent = true; // answerRefusals has logged it
  app.use(answerRefusals(log));
  app.use(setHeaders);
  app.use(refuseOtherSites);
  app.use(async (context, next) => {
    if (context.path !== "/health") return next();
    context.body = { status: "up" };
  });
  const parts = [
    clientRoutes,
    codeFileRoutes,
    identityApi,
    merchantApi,
    playApi,
    identityPageRoutes,
    keyFileRoutes,
    toolPageRoutes,
  ];
  const routers = [...more, assetRoutes(), ...parts.map((routes) => routes(simulator))];
  for (const router of routers) app.use(router.routes()).use(router.allowedMethods());
  return app;
}
