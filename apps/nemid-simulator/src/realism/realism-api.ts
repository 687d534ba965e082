import Router from "@koa/router";
import { z } from "zod";
import { readJson } from "../http/read-body.js";
import type { AsItReallyWas } from "./as-it-really-was.js";

const wish = z.strictObject({ seed: z.string().min(1).max(200).nullable() });

/** Whether key card messages are written as differently as real ones were. */
export function realismApi(asItReallyWas: AsItReallyWas): Router {
  const router = new Router({ prefix: "/api/as-it-really-was" });
  const answer = () => ({ seed: asItReallyWas.seed() ?? null });
  router.get("/", (context) => {
    context.body = answer();
  });
  router.put("/", async (context) => {
    const { seed } = await readJson(context, wish);
    asItReallyWas.set(seed ?? undefined);
    context.body = answer();
  });
  return router;
}
