/** The consent page over HTTP. Its form only begins: what follows is the person's own log-in. */
import Router from "@koa/router";
import type Koa from "koa";
import { beginFlow, expiryOf } from "../../flow/begin-flow.js";
import type { FlowTools } from "../../flow/flow-tools.js";
import { NO_FLOW, waitForFlow } from "../../flow/wait-for-flow.js";
import type { NoticeContext } from "../../screens/page-context.js";
import { readBrowser, setFlowSecret } from "../../web/cookies.js";
import { visitOf } from "../../web/flow-routes.js";
import { readForm } from "../../web/read-form.js";
import { sendNotice, sendPage } from "../../web/send.js";
import type { Web } from "../../web/web.js";
import { dropServiceSession } from "../oidc/service-cookie.js";
import { CONSENT, type ConsentDoor, type ConsentPage, type Ended, LAST_PAGE } from "./consent-door.js";
import { renderConsent, renderEnded } from "./consent-pages.js";
import { pickLanguage } from "./pick-language.js";

const FORM_BYTES = 1024;

export function consentRoutes(web: Web, tools: FlowTools, door: ConsentDoor): Router {
  const router = new Router();

  router.get("/consent/:service", (ctx) => {
    const page = door.find(serviceOf(ctx));
    if (!page) return sendNotice(ctx, web, "unknown");
    sendPage(ctx, renderConsent(page.customer, contextOf(ctx, page)));
  });

  router.post("/consent/:service", async (ctx) => {
    const page = door.find(serviceOf(ctx));
    if (!page) return sendNotice(ctx, web, "unknown");
    if (isForeign(ctx)) {
      ctx.status = 303;
      return ctx.redirect(`/consent/${page.customer.service}`);
    }
    const { language } = await readForm(ctx.req, FORM_BYTES);
    const request = door.request(page, pickLanguage(page.customer, language, ctx.get("accept-language")));
    const { path, secret, flow } = await beginFlow(tools, request, readBrowser(ctx, web));
    setFlowSecret(ctx, web, flow, secret, expiryOf(tools, flow).getTime() - flow.begunMs);
    ctx.status = 303;
    ctx.redirect(path);
  });

  router.get(`/flow/:id/${LAST_PAGE}`, async (ctx) => {
    const visit = visitOf(ctx, web);
    const flow = visit ? await waitForFlow(tools, visit) : "unknown";
    if (typeof flow === "string") return sendNotice(ctx, web, NO_FLOW[flow]);
    const page = flow.request.door === CONSENT ? door.find(flow.request.service) : undefined;
    if (!page) return sendNotice(ctx, web, "unknown");
    if (flow.stage.kind !== "over") {
      ctx.status = 303;
      return ctx.redirect(`/flow/${flow.id}`);
    }
    const { ending } = flow.stage.kept as Ended;
    const { service } = page.customer;
    if (ending !== "unchanged")
      await dropServiceSession(ctx, service, { storage: tools.storage, isHttps: web.isHttps });
    const context = await web.pages.contextFor(flow, ctx.cookies.get("eid_language", { signed: false }));
    sendPage(ctx, renderEnded(ending, page.customer, { ...context, languages: [] }));
  });

  function contextOf(ctx: Koa.Context, { customer }: ConsentPage): NoticeContext {
    const asked = ctx.URL.searchParams.get("language") ?? undefined;
    const language = pickLanguage(customer, asked, ctx.get("accept-language"));
    const others = customer.languages.filter((each) => each !== language);
    const context = web.pages.profileContext(customer.service, customer.defaultProfile, language);
    const href = `/consent/${customer.service}?language=`;
    return { ...context, language, languages: others.map((each) => ({ language: each, href: href + each })) };
  }
  return router;
}

/** Another site's form must not lead past the page that says what the log-in deletes. Every browser of today tells (Fetch Metadata). */
function isForeign(ctx: Koa.Context): boolean {
  return ["cross-site", "same-site"].includes(ctx.get("sec-fetch-site"));
}

function serviceOf(ctx: Koa.Context): string {
  return (ctx.params as { service: string }).service;
}
