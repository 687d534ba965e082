import Router from "@koa/router";
import { changedCompany } from "../http/api-schemas.js";
import { show } from "../http/page-answers.js";
import { readJson } from "../http/read-body.js";
import { drawCompanies } from "../pages/company-page.js";
import type { Identities } from "../register/identities.js";
import { Refusal } from "../register/refusal.js";
import { changeCompany, listCompanies } from "./companies.js";

/** The company register in the test tool: a list for people and for programs, and changes that all its people share. */
export function companyToolRoutes(identities: Identities): Router {
  const router = new Router();
  router.get("/companies", (context) => show(context, drawCompanies(listCompanies(identities))));
  router.get("/api/companies", (context) => {
    context.body = { companies: listCompanies(identities) };
  });
  router.patch("/api/companies/:cvr", async (context) => {
    const { cvr = "" } = context.params;
    const changes = await readJson(context, changedCompany);
    if (Object.keys(changes).length === 0) throw new Refusal(400, "give name, form or dissolved");
    changeCompany(identities, cvr, changes);
    context.body = listCompanies(identities).find((company) => company.cvr === cvr);
  });
  return router;
}
