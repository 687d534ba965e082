import Router from "@koa/router";
import { serviceHealth } from "../http/api-schemas.js";
import { go, readFields, show } from "../http/page-answers.js";
import { readForm, readJson } from "../http/read-body.js";
import { drawServices } from "../pages/service-page.js";
import type { PkiHealth } from "../pki/pki-health.js";
import { Refusal } from "../register/refusal.js";
import { SERVICE_NAMES, type ServiceHealth, type ServiceName, type Services } from "./service-health.js";

/** The switches of the services in the test tool: a page for people, two calls for programs. */
export function serviceToolRoutes(services: Services, pki: Pick<PkiHealth, "tsa">): Router {
  const router = new Router();
  router.get("/services", (context) => show(context, drawServices(services, pki.tsa)));
  router.post("/services/:name", async (context) => {
    services[readName(context.params.name)] = healthOf(readFields(serviceHealth, await readForm(context)));
    go(context, "/services");
  });
  router.get("/api/services", (context) => {
    context.body = services;
  });
  router.put("/api/services/:name", async (context) => {
    services[readName(context.params.name)] = healthOf(await readJson(context, serviceHealth));
    context.body = services;
  });
  return router;
}

function readName(name: string | undefined): ServiceName {
  const found = SERVICE_NAMES.find((one) => one === name);
  if (!found) throw new Refusal(404, `there is no service of this name; there are ${SERVICE_NAMES.join(", ")}`);
  return found;
}

function healthOf({ health, slowMs }: ReturnType<(typeof serviceHealth)["parse"]>): ServiceHealth {
  return slowMs === undefined ? health : { slowMs };
}
