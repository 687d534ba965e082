import Router from "@koa/router";
import { drawMerchants } from "../pages/merchant-page.js";
import { drawParameters } from "../pages/parameters-page.js";
import { drawScenarios } from "../pages/scenario-page.js";
import { drawStartPage } from "../pages/start-page.js";
import { VOCES_PASSWORD } from "../register/merchant.js";
import type { Simulator } from "../simulator.js";
import { activeScenario, changedMerchant, newMerchant } from "./api-schemas.js";
import { judgeParameters } from "./judge-parameters.js";
import { download, go, readFields, show } from "./page-answers.js";
import { CLIENT_BODY, readForm } from "./read-body.js";

/** The rest of the test tool for people: start page, service providers, scenarios, the check of parameters. */
export function toolPageRoutes(simulator: Simulator): Router {
  const { identities, merchants, scenarios } = simulator;
  const router = new Router();

  router.get("/", (context) => show(context, drawStartPage(simulator)));
  router.get("/merchants", (context) => show(context, drawMerchants(simulator)));
  router.post("/merchants", async (context) => {
    await merchants.create(readFields(newMerchant, await readForm(context)));
    go(context, "/merchants");
  });
  router.post("/merchants/:spid/status", async (context) => {
    const { status } = readFields(changedMerchant, await readForm(context));
    await merchants.setStatus(context.params.spid!, status);
    go(context, "/merchants");
  });
  router.get("/merchants/:spid/voces.p12", (context) => {
    const merchant = merchants.load(context.params.spid!);
    download(context, merchants.vocesOf(merchant).toPkcs12(VOCES_PASSWORD), `${merchant.spid}.p12`);
  });

  router.get("/scenarios", (context) => show(context, drawScenarios(simulator, String(context.query.alias ?? ""))));
  router.post("/scenarios", async (context) => {
    const { alias = "", ...fields } = await readForm(context);
    scenarios.set(identities.load(alias).nemidNumber, readFields(activeScenario, fields));
    go(context, "/scenarios");
  });
  router.get("/check-parameters", (context) => show(context, drawParameters()));
  router.post("/check-parameters", async (context) => {
    const { parameters = "", origin, mode } = await readForm(context, CLIENT_BODY);
    const verdict = await judgeParameters(simulator, parameters, origin ?? "", mode === "std" ? "std" : "lmt");
    show(context, drawParameters(parameters, verdict));
  });
  return router;
}
