import Router from "@koa/router";
import { drawIdentity, drawIdentityList, drawUseLog } from "../pages/identity-pages.js";
import { drawKeyCard, writeKeyCardText } from "../pages/key-card-page.js";
import { pathOf } from "../pages/layout.js";
import { drawNewIdentity } from "../pages/new-identity-page.js";
import { askedNext } from "../register/identity.js";
import { orderKeyCard } from "../register/order-key-card.js";
import type { Simulator } from "../simulator.js";
import { changedIdentity, newIdentity, newKeyCard } from "./api-schemas.js";
import { go, readFields, show } from "./page-answers.js";
import { readForm } from "./read-body.js";

/** Identities for people: plain pages and forms over the same register and schemas as the API. */
export function identityPageRoutes(simulator: Simulator): Router {
  const { identities, describing } = simulator;
  const router = new Router();
  const load = (context: { params: Record<string, string> }) => identities.load(context.params.alias!);

  router.get("/identities", (context) => show(context, drawIdentityList(simulator)));
  router.get("/identities/new", (context) => {
    const { user } = context.query;
    show(context, drawNewIdentity(typeof user === "string" ? identities.load(user) : undefined));
  });
  router.post("/identities", async (context) => {
    const { alias } = await identities.create(readFields(newIdentity, await readForm(context)));
    go(context, pathOf(alias));
  });
  router.get("/identities/:alias", (context) => show(context, drawIdentity(simulator, load(context))));
  router.get("/identities/:alias/log", (context) => show(context, drawUseLog(simulator, load(context))));
  router.get("/identities/:alias/keycard", (context) =>
    show(context, drawKeyCard(load(context), askedNext(load(context), describing.seed))),
  );
  router.get("/identities/:alias/keycard.txt", (context) => {
    context.body = writeKeyCardText(load(context));
  });
  router.post("/identities/:alias/keycard", async (context) => {
    const wish = readFields(newKeyCard, await readForm(context));
    const identity = load(context);
    orderKeyCard(identities, identity, describing.seed, wish);
    go(context, `${pathOf(identity.alias)}/keycard`);
  });
  router.post("/identities/:alias/status", async (context) => {
    const { status } = readFields(changedIdentity, await readForm(context));
    const { alias } = await identities.setStatus(load(context).alias, status);
    go(context, pathOf(alias));
  });
  return router;
}
