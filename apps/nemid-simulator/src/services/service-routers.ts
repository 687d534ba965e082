import Router from "@koa/router";
import type { Middleware } from "koa";
import type { Logger } from "pino";
import { companyRegisterRoutes } from "../company-register/company-register-routes.js";
import { pidCprRoutes } from "../pid-cpr/pid-cpr-routes.js";
import type { Identities } from "../register/identities.js";
import type { Merchants } from "../register/merchants.js";
import { ridCprRoutes } from "../rid-cpr/rid-cpr-routes.js";
import { inOtherNamespace } from "../soap/in-other-namespace.js";
import { playHealth } from "./play-health.js";
import type { ServiceName, Services } from "./service-health.js";

export interface ServiceRoutersOptions {
  readonly identities: Identities;
  readonly merchants: Merchants;
  readonly services: Services;
  readonly clock: { now(): Date };
  readonly log: Pick<Logger, "error">;
  readonly stopping: AbortSignal;
}

/** Everything behind mutual TLS, each service with its switch. */
export function serviceRouters(options: ServiceRoutersOptions): Router[] {
  const { identities, services, stopping } = options;
  const isAstray = (name: ServiceName) => () => services[name] === "other-person";
  const spoiled = (name: ServiceName, inOther: (honest: string) => string) =>
    playHealth({ health: () => services[name], inOtherNamespace: inOther, stopping });
  const inOtherJson = (json: string): string => json.replaceAll('"companies"', '"other:companies"');
  return [
    behind(spoiled("pidCpr", inOtherNamespace), pidCprRoutes({ ...options, isAstray: isAstray("pidCpr") })),
    behind(
      spoiled("ridCpr", inOtherNamespace),
      ridCprRoutes({ ...options, employees: identities, isAstray: isAstray("ridCpr") }),
    ),
    behind(
      spoiled("companyRegister", inOtherJson),
      companyRegisterRoutes({ ...options, isAstray: isAstray("companyRegister") }),
    ),
  ];
}

function behind(spoil: Middleware, routes: Router): Router {
  const router = new Router();
  router.use(spoil);
  router.use(routes.routes());
  return router;
}
