/** The pages of a flow over HTTP. */

import type { Fields } from "@eid-gateway/core";
import Router from "@koa/router";
import type Koa from "koa";
import { advanceFlow } from "../flow/advance-flow.js";
import { findFlow, type Visit } from "../flow/find-flow.js";
import type { Flow } from "../flow/flow.js";
import type { FlowTools } from "../flow/flow-tools.js";
import { readKeptScreen } from "../flow/keep-screen.js";
import { pollFlow } from "../flow/poll-flow.js";
import { presentFlow } from "../flow/present-flow.js";
import { ReportRefused } from "../flow/take-step.js";
import { NO_FLOW } from "../flow/wait-for-flow.js";
import { readBrowser, readFlowSecret, setKept, setLanguage } from "./cookies.js";
import { partitionCookies } from "./partition-cookies.js";
import { readBytes, readForm } from "./read-form.js";
import { sendNotice, sendPage } from "./send.js";
import type { Web } from "./web.js";

const FORM_BYTES = 64 * 1024;
const ID = /^[A-Za-z0-9_-]{22}$/;

export function flowRoutes(web: Web, tools: FlowTools): Router {
  const router = new Router({ prefix: "/flow" });

  router.get("/callback", async (ctx) => {
    const id = ctx.URL.searchParams.get("state") ?? "";
    if (!ID.test(id)) return sendNotice(ctx, web, "bad-request");
    ctx.status = 303;
    ctx.redirect(`/flow/${id}/callback${ctx.search}`);
  });

  /** Another server tells how it went, without a browser. It is told nothing but whether it was heard. */
  router.post("/report/:id", async (ctx) => {
    const id = ctx.params.id ?? "";
    const found = ID.test(id) ? await tools.storage.flows.read(id) : undefined;
    ctx.status = found ? 204 : 404;
    if (!found) return;
    const body = await readBytes(ctx.req, FORM_BYTES);
    const headers = Object.fromEntries(Object.entries(ctx.headers).map(([name, value]) => [name, String(value)]));
    try {
      // 503 to come again: the person's own request was at work, and nobody has read the report.
      if (!(await pollFlow(tools, found.body as Flow, { kind: "report", headers, body }))) ctx.status = 503;
    } catch (error) {
      if (!(error instanceof ReportRefused)) throw error;
      ctx.status = 400;
    }
  });

  router.get("/:id", async (ctx) => {
    const visit = visitOf(ctx, web);
    if (!visit) return sendNotice(ctx, web, "unknown");
    const asked = ctx.URL.searchParams.get("language") ?? undefined;
    const language = asked ?? ctx.cookies.get("eid_language", { signed: false });
    if (asked && /^[a-z]{2}$/.test(asked)) setLanguage(ctx, web, `/flow/${visit.id}`, asked);
    const isNavigation = ctx.get("sec-fetch-mode") === "navigate"; // Fetch Metadata: every browser says so, on https and localhost
    const presented = await presentFlow(tools, web.pages, visit, { language, isNavigation });
    if (presented.kind === "notice") return sendNotice(ctx, web, presented.notice);
    if (presented.kind === "page") {
      if (presented.page.window === "self") partitionCookies(ctx);
      return sendPage(ctx, presented.page);
    }
    ctx.status = 303;
    ctx.redirect(presented.address);
  });

  router.post("/:id", async (ctx) => {
    const visit = visitOf(ctx, web);
    if (!visit) return sendNotice(ctx, web, "unknown");
    const fields = await readForm(ctx.req, await formLimit(tools, visit));
    return advance(ctx, visit, { kind: "answer", action: fields.action ?? "", fields });
  });

  router.get("/:id/callback", async (ctx) => {
    const visit = visitOf(ctx, web);
    if (!visit) return sendNotice(ctx, web, "unknown");
    return advance(ctx, visit, { kind: "callback", fields: fieldsOf(ctx.URL.searchParams) });
  });

  async function advance(ctx: Koa.Context, visit: Visit, input: Parameters<typeof advanceFlow>[2]): Promise<void> {
    const result = await advanceFlow(tools, visit, input);
    if (typeof result === "string") return sendNotice(ctx, web, NO_FLOW[result]);
    if (result.family && result.service)
      setKept(ctx, web, { family: result.family, service: result.service }, result.keep);
    if (result.isFramed) partitionCookies(ctx);
    ctx.status = 303;
    ctx.redirect(result.path);
  }
  return router;
}

/** The flow that a request asks for, and the browser that asks. */
export function visitOf(ctx: Koa.Context, web: Web): Visit | undefined {
  const id = (ctx.params as { id: string }).id;
  if (!ID.test(id)) return undefined;
  return { id, secret: readFlowSecret(ctx, web, id), browser: readBrowser(ctx, web) };
}

/** Another party's client may post more than a form, as far as its method says. */
async function formLimit(tools: FlowTools, visit: Visit): Promise<number> {
  const found = await findFlow(tools, visit);
  if (typeof found === "string" || found.flow.stage.kind !== "show") return FORM_BYTES;
  const { request, method, stage } = found.flow;
  const assets = tools.directory.methodOf(request.service, method ?? "")?.assets;
  try {
    const { blocks } = readKeptScreen(stage.screen, assets);
    return Math.max(FORM_BYTES, ...blocks.map((block) => (block.kind === "client" ? (block.form.maxBytes ?? 0) : 0)));
  } catch {
    return FORM_BYTES; // a screen that cannot be read any more is shown as a failure, whose form is small
  }
}

function fieldsOf(parameters: URLSearchParams): Fields {
  return Object.fromEntries(parameters);
}
