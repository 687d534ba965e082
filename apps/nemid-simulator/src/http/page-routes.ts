import type { Html } from "@eid-gateway/html";
import Router from "@koa/router";
import type { Context } from "koa";
import type { ZodType } from "zod";
import { checkParameters, isFault } from "../keycard/check-parameters.js";
import { readParameters } from "../keycard/read-parameters.js";
import {
  drawIdentity,
  drawIdentityList,
  drawKeyCard,
  drawNewIdentity,
  drawUseLog,
  writeKeyCardText,
} from "../pages/identity-pages.js";
import { pathOf } from "../pages/layout.js";
import { drawMerchants } from "../pages/merchant-page.js";
import { drawParameters } from "../pages/parameters-page.js";
import { drawScenarios } from "../pages/scenario-page.js";
import { drawStartPage } from "../pages/start-page.js";
import { askedNext } from "../register/identity.js";
import { replaceKeyCard } from "../register/key-card.js";
import { VOCES_PASSWORD } from "../register/merchants.js";
import { Refusal } from "../register/refusal.js";
import type { Simulator } from "../simulator.js";
import { activeScenario, changedIdentity, changedMerchant, newIdentity, newMerchant } from "./api-schemas.js";
import { readForm } from "./read-body.js";

/** The test tool for people: plain pages and forms over the same registers and schemas as the API. */
export function pageRoutes(simulator: Simulator): Router {
  const { identities, merchants, scenarios, describing } = simulator;
  const router = new Router();
  const load = (context: { params: Record<string, string> }) => identities.load(context.params.alias!);

  router.get("/", (context) => show(context, drawStartPage(simulator)));
  router.get("/identities", (context) => show(context, drawIdentityList(simulator)));
  router.get("/identities/new", (context) => show(context, drawNewIdentity()));
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
  router.get("/identities/:alias/key-file.p12", (context) => {
    const identity = load(context);
    download(context, identities.certificateOf(identity).toPkcs12(identity.password), `${identity.alias}.p12`);
  });
  router.post("/identities/:alias/keycard", (context) => {
    const identity = load(context);
    const owner = { seed: describing.seed, nemidNumber: identity.nemidNumber };
    identities.save({ ...identity, cards: replaceKeyCard(identity.cards, owner) });
    go(context, `${pathOf(identity.alias)}/keycard`);
  });
  router.post("/identities/:alias/status", async (context) => {
    const { status } = readFields(changedIdentity, await readForm(context));
    const { alias } = await identities.setStatus(load(context).alias, status);
    go(context, pathOf(alias));
  });

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
    const { parameters = "", origin, mode } = await readForm(context);
    const read = readParameters(parameters);
    const said = typeof read === "string" ? undefined : read.get("ORIGIN");
    const { findEnrolment } = merchants;
    const asked = {
      origin: origin || said || "",
      mode: mode === "std" ? "std" : "lmt",
      now: describing.now(),
      findEnrolment,
    } as const;
    const result = checkParameters(parameters, asked);
    show(context, drawParameters(parameters, isFault(result) ? result : "accepted"));
  });
  return router;
}

const NUMBERS = new Set(["delayMs", "times"]);
const BUTTONS = new Set(["create", "change", "set"]);

/** A form's fields as the API's body: empty ones are left out, ticks are true, numbers are numbers. */
function readFields<T>(schema: ZodType<T>, fields: Record<string, string>): T {
  const filled = Object.entries(fields).filter(([name, value]) => value.trim() !== "" && !BUTTONS.has(name));
  const typed = filled.map(([name, value]) => [
    name,
    value === "true" ? true : NUMBERS.has(name) ? Number(value) : value.trim(),
  ]);
  const result = schema.safeParse(Object.fromEntries(typed));
  if (result.success) return result.data;
  throw new Refusal(
    400,
    result.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; "),
  );
}

function show(context: Context, page: Html): void {
  context.type = "html";
  context.body = String(page);
}

function go(context: Context, path: string): void {
  context.status = 303;
  context.set("Location", path);
  context.body = "";
}

function download(context: Context, bytes: Uint8Array, name: string): void {
  context.attachment(name);
  context.type = "application/x-pkcs12";
  context.body = Buffer.from(bytes);
}
