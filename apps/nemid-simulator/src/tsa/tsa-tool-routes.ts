import Router from "@koa/router";
import { z } from "zod";
import { go, readFields } from "../http/page-answers.js";
import { readForm, readJson } from "../http/read-body.js";
import type { PkiHealth } from "../pki/pki-health.js";
import { TSA_WORDS, type TsaHealth } from "./tsa-health.js";

const wish = z
  .strictObject({ health: z.enum(TSA_WORDS), slowMs: z.int().min(0).max(600_000).optional() })
  .refine(({ health, slowMs }) => slowMs === undefined || health === "slow", {
    message: 'slowMs: goes with health "slow" only',
  })
  .transform(({ health, slowMs }): TsaHealth => (slowMs === undefined ? health : { slowMs }));

/** The time-stamping authority's switch: a form of the page of services, and two calls for programs. */
export function tsaToolRoutes(pki: Pick<PkiHealth, "tsa">): Router {
  const router = new Router();
  router.post("/tsa-switch", async (context) => {
    pki.tsa = readFields(wish, await readForm(context));
    go(context, "/services");
  });
  router.get("/api/tsa", (context) => {
    context.body = { health: pki.tsa };
  });
  router.put("/api/tsa", async (context) => {
    pki.tsa = await readJson(context, wish);
    context.body = { health: pki.tsa };
  });
  return router;
}
