import Router from "@koa/router";
import { runHeadlessClient } from "../keycard/headless-client.js";
import { SCENARIOS } from "../keycard/scenarios.js";
import { replaceKeyCard } from "../register/key-card.js";
import type { Simulator } from "../simulator.js";
import {
  activeScenario,
  changedIdentity,
  changedMerchant,
  headlessLogIn,
  newIdentity,
  newKeyCard,
  newMerchant,
} from "./api-schemas.js";
import {
  describeIdentity,
  describeKeyCard,
  describeMerchant,
  summarizeIdentity,
  summarizeMerchant,
} from "./describe.js";
import { CLIENT_BODY, readJson } from "./read-body.js";

/** The test tool for programs. Every body is JSON; a refusal is `{ "error": "what is wrong" }`. */
export function apiRoutes(simulator: Simulator): Router {
  const { identities, merchants, scenarios, useLog, ceremonies, describing } = simulator;
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
    const owner = { seed: describing.seed, nemidNumber: identity.nemidNumber };
    identities.save({ ...identity, cards: replaceKeyCard(identity.cards, owner, wish) });
    context.body = describeKeyCard(identities.load(identity.alias), describing);
    context.status = 201;
  });

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

  router.post("/client", async (context) => {
    const wish = await readJson(context, headlessLogIn, CLIENT_BODY);
    const parameters = typeof wish.parameters === "string" ? wish.parameters : JSON.stringify(wish.parameters);
    const outcome = await runHeadlessClient(ceremonies, identities, { ...wish, parameters });
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
      scenarios: SCENARIOS.map(({ id, says, needs }) => ({ id, says, needs })),
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
