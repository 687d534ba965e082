/** The signing pages over HTTP. */
import type { CustomerConfig } from "@eid-gateway/config";
import Router from "@koa/router";
import type Koa from "koa";
import { expiryOf } from "../../flow/begin-flow.js";
import { opensDocument } from "../../flow/document-url.js";
import type { Flow } from "../../flow/flow.js";
import { readBrowser, readSittingSecret, setFlowSecret, setLanguage, setSittingSecret } from "../../web/cookies.js";
import { partitionCookies } from "../../web/partition-cookies.js";
import { readForm, readQuery } from "../../web/read-form.js";
import { sendNotice, sendPage } from "../../web/send.js";
import type { Web } from "../../web/web.js";
import { BodyRefused } from "../callers/read-body.js";
import { createShares } from "../callers/room.js";
import { actOnSitting } from "./act-on-sitting.js";
import { findSitting, type NoSitting } from "./find-sitting.js";
import { isLetIn } from "./gate.js";
import { openSitting } from "./open-sitting.js";
import { rejectPage } from "./pages/reject-page.js";
import { sittingPage } from "./pages/sitting-page.js";
import { previewDocument } from "./preview-document.js";
import { readDocaction } from "./read-docaction.js";
import { ROOM_FOR_THE_FORM, type Upload, type UploadLimits, withUpload } from "./read-upload.js";
import { sendDocument, sendToClient } from "./serve-document.js";
import { noteViewed, type Open, showSitting, stateOf } from "./show-sitting.js";
import { currentTask, type Sitting } from "./sitting.js";
import { contextOf } from "./sitting-context.js";
import type { SittingTools } from "./sitting-tools.js";
import { supplyDocument } from "./supply-document.js";

const FORM_BYTES = 8 * 1024;
const ID = /^[A-Za-z0-9_-]{22}$/;
const NOTICES = { unknown: "expired", foreign: "other-browser", busy: "unavailable" } as const satisfies Record<
  NoSitting,
  string
>;

export function docactionRoutes(web: Web, tools: SittingTools): Router {
  const router = new Router();
  const shares = createShares();

  router.get(["/std/docaction/:service", "/std/docaction/:service/"], async (ctx) => {
    const customer = tools.config.customers.get((ctx.params as { service: string }).service);
    const url = readDocaction(readQuery(ctx.querystring));
    if (!customer?.signing || !url) return sendNotice(ctx, web, "unknown");
    const arrival = await openSitting(tools, customer, url, readBrowser(ctx, web));
    if (arrival.kind === "nothing") return sendNotice(ctx, web, "unknown");
    const { sitting, secret } = arrival;
    setSittingSecret(ctx, web, sitting, secret, sitting.endMs - tools.clock.now().getTime());
    goTo(ctx, `/sitting/${sitting.id}`);
  });

  router.get(["/sitting/:id", "/sitting/:id/document/:at"], async (ctx) => {
    const found = await arrive(ctx);
    if (!found) return;
    const { sitting, customer } = found;
    const asked = ctx.URL.searchParams.get("language");
    if (asked && /^[a-z]{2}$/.test(asked)) setLanguage(ctx, web, `/sitting/${sitting.id}`, asked);
    const state = await stateOf(tools, sitting);
    const context = (of: Sitting) => contextOf(ctx, web, tools, customer, of);
    const page = await showSitting(tools, customer, state, context, numberOf(ctx));
    if (!page) return sendNotice(ctx, web, "unknown");
    if (page.window === "self") partitionCookies(ctx);
    sendPage(ctx, page);
  });

  router.get("/sitting/:id/reject", async (ctx) => {
    const found = await arrive(ctx);
    if (!found) return;
    sendPage(ctx, rejectPage(sittingPage(await contextOf(ctx, web, tools, found.customer, found.sitting))));
  });

  router.get("/sitting/:id/file/:at", async (ctx) => {
    const found = await arrive(ctx);
    const open = found && (await readableTask(found.sitting));
    const document = open?.documents[numberOf(ctx) ?? -1];
    if (!found || !document) return found && sendNotice(ctx, web, "unknown");
    const { order, task } = currentTask(found.sitting);
    const file = await tools.signing.sittings.read(found.sitting.service, order, task, document.id);
    if (!file) return sendNotice(ctx, web, "unknown");
    const drawn = await previewDocument(tools, found.sitting, open.task, document, file);
    await noteViewed(tools, found.sitting, document.id);
    sendDocument(ctx, document, drawn ?? file);
  });

  router.post("/sitting/:id", async (ctx) => {
    const found = await arrive(ctx);
    if (!found) return;
    const { sitting, customer } = found;
    const fields = await readForm(ctx.req, FORM_BYTES);
    const open = await openTask(sitting);
    if (!open) return goTo(ctx, `/sitting/${sitting.id}`);
    const { language } = await contextOf(ctx, web, tools, customer, sitting, fields.language);
    const wish = { browser: readBrowser(ctx, web), language };
    const { sitting: now, begun } = await actOnSitting(tools, sitting, open, fields, wish);
    if (!begun) return goTo(ctx, pageAfter(sitting.id, now, fields.at));
    setFlowSecret(ctx, web, begun.flow, begun.secret, expiryOf(tools, begun.flow).getTime() - begun.flow.begunMs);
    goTo(ctx, begun.path);
  });

  router.post("/sitting/:id/upload/:at", async (ctx) => {
    const found = await arrive(ctx);
    const open = found && (await readableTask(found.sitting));
    const document = open?.documents[numberOf(ctx) ?? -1];
    if (!found || document?.action !== "upload") return found && sendNotice(ctx, web, "unknown");
    const { sitting } = found;
    const limits = uploadLimits(ctx, found);
    const supply = (upload: Upload) => supplyDocument(tools, sitting, document, upload);
    const changed = await withUpload(ctx, limits, supply).catch((error: unknown) => {
      if (error instanceof BodyRefused) return "busy" as const;
      throw error;
    });
    if (changed === "busy") return sendNotice(ctx, web, "unavailable");
    goTo(ctx, changed?.work.problem ? `/sitting/${sitting.id}/document/${numberOf(ctx)}` : `/sitting/${sitting.id}`);
  });

  /** For the eID's client, framed in our page: no cookie comes with it, see flow/document-url.ts. */
  router.get("/flow/:id/document/:key", async (ctx) => {
    const { id, key } = ctx.params as { id: string; key: string };
    const origin = ctx.URL.searchParams.get("origin") ?? "";
    const flow = ID.test(id) ? ((await tools.storage.flows.read(id))?.body as Flow | undefined) : undefined;
    const wish = flow?.request.signing;
    const [document] = wish?.documents ?? [];
    if (!flow || !wish || !document || !opensDocument(flow, key, origin)) {
      ctx.status = 404;
      return;
    }
    const { service } = flow.request;
    const file = await tools.signing.sittings.read(service, wish.order, wish.task, document.id);
    if (file) sendToClient(ctx, origin, file);
    else ctx.status = 404;
  });

  /** The sitting of this browser, or a notice in its place. */
  async function arrive(ctx: Koa.Context): Promise<Found | undefined> {
    const { id } = ctx.params as { id: string };
    const visit = { id, secret: readSittingSecret(ctx, web, id) };
    const sitting = ID.test(id) ? await findSitting(tools, visit) : "unknown";
    const customer = typeof sitting === "string" ? undefined : tools.config.customers.get(sitting.service);
    if (typeof sitting !== "string" && customer) return { sitting, customer };
    sendNotice(ctx, web, typeof sitting === "string" ? NOTICES[sitting] : "expired");
    return undefined;
  }

  /** One file of the largest size at a time for a sitting, and for all of an address its share. */
  function uploadLimits(ctx: Koa.Context, { sitting: { id, step }, customer }: Found): UploadLimits {
    const maxBytes = customer.signing?.maxBytes ?? 0;
    return { maxBytes, step, room: shares(tools.rooms.forCaller(ctx.req), id, maxBytes + ROOM_FOR_THE_FORM) };
  }

  /** The task, where the person may see its documents. */
  async function readableTask(sitting: Sitting): Promise<Open | undefined> {
    const open = await openTask(sitting);
    return open && isLetIn(open.task, sitting.work) ? open : undefined;
  }

  async function openTask(sitting: Sitting): Promise<Open | undefined> {
    const { order, task } = currentTask(sitting);
    if (sitting.work.over) return undefined;
    const look = await tools.signing.sittings.look(sitting.service, order, task);
    return look.kind === "open" ? look : undefined;
  }
  return router;
}

interface Found {
  readonly sitting: Sitting;
  readonly customer: CustomerConfig;
}

/** A problem with one document is said on its own page. */
function pageAfter(id: string, now: Sitting | undefined, at: string | undefined): string {
  const isOfDocument = now?.work.problem === "unread" || now?.work.problem === "no-consent";
  return isOfDocument && /^\d{1,4}$/.test(at ?? "") ? `/sitting/${id}/document/${at}` : `/sitting/${id}`;
}

function numberOf(ctx: Koa.Context): number | undefined {
  const { at } = ctx.params as { at?: string };
  return /^\d{1,4}$/.test(at ?? "") ? Number(at) : undefined;
}

function goTo(ctx: Koa.Context, path: string): void {
  ctx.status = 303;
  ctx.redirect(path);
}
