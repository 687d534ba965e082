/** The OIDC door over HTTP: the interaction begins a flow, everything else is oidc-provider's. */
import Router from "@koa/router";
import { errors } from "oidc-provider";
import { beginFlow, expiryOf } from "../../flow/begin-flow.js";
import type { FlowTools } from "../../flow/flow-tools.js";
import { readBrowser, setFlowSecret } from "../../web/cookies.js";
import { FormRefused, readUrlEncoded } from "../../web/read-form.js";
import { sendNotice } from "../../web/send.js";
import type { Web } from "../../web/web.js";
import type { OidcDoor } from "./oidc-door.js";

/** As much as an address could hold. */
const REQUEST_BYTES = 16 * 1024;
/** Room for a signed and encrypted request object. */
const PUSHED_BYTES = 48 * 1024;

export function oidcRoutes(web: Web, tools: FlowTools, door: OidcDoor): Router {
  const router = new Router({ prefix: "/oidc" });

  router.get("/interaction/:uid", async (ctx) => {
    try {
      const request = await door.read(ctx.req, ctx.res);
      ctx.status = 303;
      if ("address" in request) return ctx.redirect(request.address);
      const { path, secret, flow } = await beginFlow(tools, request, readBrowser(ctx, web));
      setFlowSecret(ctx, web, flow, secret, expiryOf(tools, flow).getTime() - flow.begunMs);
      ctx.redirect(path);
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      sendNotice(ctx, web, "expired");
    }
  });

  /**
   * OpenID Connect Core 3.1.2.1 wants POST too. oidc-provider would ask for SameSite=None to have its session; here no request has
   * one, so the form is its query. It is not redirected to: what a client posts, a CPR number say, it keeps out of addresses.
   */
  router.post("/authorize", async (ctx, next) => {
    const query = await readUrlEncoded(ctx.req, REQUEST_BYTES);
    Object.assign(ctx.req, { method: "GET", url: `/oidc/authorize?${query}` });
    return next();
  });

  /** Read here, since its form may repeat `login_hint` and hold a request object. */
  router.post("/par", async (ctx) => {
    const form = await readUrlEncoded(ctx.req, PUSHED_BYTES).catch(asFormRefused);
    if (form instanceof FormRefused) {
      ctx.status = form.kind === "too-large" ? 413 : 400; // RFC 9126 2.3
      ctx.body = { error: "invalid_request", error_description: form.message };
      return;
    }
    ctx.respond = false;
    await door.handle(ctx.req, ctx.res, form);
  });

  /** oidc-provider is a Koa of its own: it writes the response itself. */
  router.all("/{*rest}", async (ctx) => {
    ctx.respond = false;
    await door.handle(ctx.req, ctx.res);
  });
  return router;
}

/** Another server reads the answer: it gets no page. */
function asFormRefused(error: unknown): FormRefused {
  if (error instanceof FormRefused) return error;
  throw error;
}
