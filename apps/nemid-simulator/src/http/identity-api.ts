import Router from "@koa/router";
import { orderKeyCard } from "../register/order-key-card.js";
import type { Simulator } from "../simulator.js";
import { changedIdentity, newIdentity, newKeyCard } from "./api-schemas.js";
import { describeIdentity, describeKeyCard, summarizeIdentity } from "./describe.js";
import { readJson } from "./read-body.js";

/** Identities for programs: make, look, change, their key cards and use logs. */
export function identityApi({ identities, useLog, describing }: Simulator): Router {
  const router = new Router({ prefix: "/api" });
  const described = (alias: string) => {
    const identity = identities.load(alias);
    return describeIdentity(identity, identities.certificateOf(identity), describing);
  };

  router.get("/identities", (context) => {
    context.body = { identities: identities.list().map((identity) => summarizeIdentity(identity, describing)) };
  });
  router.post("/identities", async (context) => {
    const { alias } = await identities.create(await readJson(context, newIdentity));
    context.body = described(alias);
    context.status = 201;
  });
  router.get("/identities/:alias", (context) => {
    context.body = described(context.params.alias!);
  });
  router.patch("/identities/:alias", async (context) => {
    const { status } = await readJson(context, changedIdentity);
    const { alias } = await identities.setStatus(context.params.alias!, status);
    context.body = described(alias);
  });
  router.get("/identities/:alias/log", (context) => {
    context.body = { uses: useLog.read(identities.load(context.params.alias!).nemidNumber) };
  });
  router.get("/identities/:alias/keycard", (context) => {
    context.body = describeKeyCard(identities.load(context.params.alias!), describing);
  });
  router.post("/identities/:alias/keycard", async (context) => {
    const wish = await readJson(context, newKeyCard);
    const identity = identities.load(context.params.alias!);
    orderKeyCard(identities, identity, describing.seed, wish);
    context.body = describeKeyCard(identities.load(identity.alias), describing);
    context.status = 201;
  });
  return router;
}
