/** The method URL over HTTP: where log-ins begin, the page that posts the answer, and the certificates to trust it by. */
import Router from "@koa/router";
import type Koa from "koa";
import { beginFlow, expiryOf } from "../../flow/begin-flow.js";
import type { FlowTools } from "../../flow/flow-tools.js";
import { type Forward, renderForward } from "../../screens/render-forward.js";
import { readBrowser, setFlowSecret } from "../../web/cookies.js";
import { visitOf } from "../../web/flow-routes.js";
import { readForm, readQuery } from "../../web/read-form.js";
import { sendNotice, sendPage } from "../../web/send.js";
import type { Web } from "../../web/web.js";
import { drawAnswer, markSent } from "./draw-answer.js";
import type { MethodUrlDoor } from "./method-url-door.js";
import { printCertificates } from "./print-certificates.js";
import { MethodUrlRefused } from "./refusal.js";

const REQUEST_BYTES = 16 * 1024; // as much as an address could hold
const NOTICES = { malformed: "bad-request", untrusted: "untrusted" } as const;

export function methodUrlRoutes(web: Web, tools: FlowTools, door: MethodUrlDoor): Router {
  const router = new Router();

  router.all(["/std/method/:service", "/std/method/:service/"], async (ctx) => {
    if (ctx.method !== "GET" && ctx.method !== "POST") return refuseVerb(ctx, web, "GET, POST");
    const request = await readRequest(ctx);
    if (!request) return;
    const { path, secret, flow } = await beginFlow(tools, request, readBrowser(ctx, web));
    setFlowSecret(ctx, web, flow, secret, expiryOf(tools, flow).getTime() - flow.begunMs);
    ctx.status = 303;
    ctx.redirect(path);
  });

  async function readRequest(ctx: Koa.Context) {
    const service = (ctx.params as { service: string }).service;
    const query = readQuery(ctx.querystring);
    const form = ctx.method === "POST" ? await readForm(ctx.req, REQUEST_BYTES) : {};
    try {
      return door.read({ service, query, form });
    } catch (error) {
      if (!(error instanceof MethodUrlRefused)) throw error;
      return sendNotice(ctx, web, NOTICES[error.kind]);
    }
  }

  router.get("/flow/:id/answer", async (ctx) => {
    const visit = visitOf(ctx, web);
    if (!visit) return sendNotice(ctx, web, "unknown");
    if (ctx.method === "HEAD") return refuseVerb(ctx, web, "GET"); // it would draw what nobody sees
    const drawn = await drawAnswer(tools, visit, door.keys().signingKey);
    if (drawn.kind === "notice") return sendNotice(ctx, web, drawn.notice);
    if (drawn.kind === "unfinished") {
      ctx.status = 303;
      return ctx.redirect(`/flow/${visit.id}`);
    }
    const { flow, asked, base64 } = drawn;
    const to = new URL(asked.target);
    const context = await web.pages.contextFor(flow, ctx.cookies.get("eid_language", { signed: false }));
    const forward: Forward = {
      to,
      post: { SAMLResponse: base64, TARGET: asked.target },
      mayEndAt: [to, ...asked.continuesTo.map((origin) => new URL(origin))],
      receipt: `/flow/${flow.id}/answer/sent`,
      customerName: context.customerName,
    };
    sendPage(ctx, renderForward(forward, context));
  });

  router.post("/flow/:id/answer/sent", async (ctx) => {
    const visit = visitOf(ctx, web);
    ctx.status = 204;
    if (visit) await markSent(tools, visit);
  });

  router.get("/std/certificates.pem", (ctx) => {
    ctx.set({ "cache-control": "public, max-age=3600", "content-security-policy": "default-src 'none'; sandbox" });
    ctx.type = "application/x-pem-file";
    ctx.body = printCertificates(door.keys().certificates);
  });
  return router;
}

/** HEAD too: a log-in begins when somebody looks, not when a machine asks whether there is something to see. */
function refuseVerb(ctx: Koa.Context, web: Web, allowed: string): void {
  sendNotice(ctx, web, "bad-request");
  ctx.status = 405;
  ctx.set("allow", allowed);
}
