import Router from "@koa/router";
import { CODE_FAMILIES } from "../keycard/error-codes.js";
import { SCENARIOS } from "../keycard/scenarios.js";
import type { Simulator } from "../simulator.js";
import { activeScenario, headlessLogIn } from "./api-schemas.js";
import { CLIENT_BODY, readJson } from "./read-body.js";

/** Log-ins without a browser, and what is made to go wrong in them. */
export function playApi({ identities, scenarios, runClient }: Simulator): Router {
  const router = new Router({ prefix: "/api" });

  router.post("/client", async (context) => {
    const wish = await readJson(context, headlessLogIn, CLIENT_BODY);
    const parameters = typeof wish.parameters === "string" ? wish.parameters : JSON.stringify(wish.parameters);
    const outcome = await runClient({ ...wish, parameters });
    if (!("stuck" in outcome)) {
      context.body = outcome;
      return;
    }
    const { name, problem } = outcome.stuck;
    context.body = { error: "the client shows a message and has posted nothing", screen: name, problem };
    context.status = 409;
  });

  router.get("/scenarios", (context) => {
    const active = identities.list().map(({ alias, nemidNumber }) => [alias, scenarios.get(nemidNumber)] as const);
    const scenariosInPlay = active.filter(([, { scenario, delayMs }]) => scenario !== "none" || delayMs);
    context.body = {
      scenarios: SCENARIOS.map(({ id, says, needs, of }) => ({ id, says, needs, of })),
      codes: CODE_FAMILIES.flatMap(({ codes }) => Object.entries(codes).map(([code, means]) => ({ code, means }))),
      active: Object.fromEntries(scenariosInPlay),
    };
  });
  router.put("/scenarios/:alias", async (context) => {
    const wish = await readJson(context, activeScenario);
    const { nemidNumber } = identities.load(context.params.alias!);
    scenarios.set(nemidNumber, wish);
    context.body = scenarios.get(nemidNumber);
  });
  return router;
}
