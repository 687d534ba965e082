import Router from "@koa/router";
import type { Simulator } from "../simulator.js";
import { changedMerchant, newMerchant } from "./api-schemas.js";
import { describeMerchant, summarizeMerchant } from "./describe.js";
import { readJson } from "./read-body.js";

/** Service providers for programs: a new one gets its VOCES and SPID. */
export function merchantApi({ merchants }: Simulator): Router {
  const router = new Router({ prefix: "/api" });

  router.get("/merchants", (context) => {
    context.body = { merchants: merchants.list().map(summarizeMerchant) };
  });
  router.post("/merchants", async (context) => {
    const merchant = await merchants.create(await readJson(context, newMerchant));
    context.body = describeMerchant(merchant, merchants.vocesOf(merchant));
    context.status = 201;
  });
  router.get("/merchants/:spid", (context) => {
    const merchant = merchants.load(context.params.spid!);
    context.body = describeMerchant(merchant, merchants.vocesOf(merchant));
  });
  router.patch("/merchants/:spid", async (context) => {
    const { status } = await readJson(context, changedMerchant);
    const merchant = await merchants.setStatus(context.params.spid!, status);
    context.body = describeMerchant(merchant, merchants.vocesOf(merchant));
  });
  return router;
}
