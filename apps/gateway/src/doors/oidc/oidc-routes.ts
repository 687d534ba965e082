/** The OIDC door over HTTP: the interaction begins a flow, everything else is oidc-provider's. */
import Router from "@koa/router";
import { errors } from "oidc-provider";
import { beginFlow } from "../../flow/begin-flow.js";
import type { FlowTools } from "../../flow/flow-tools.js";
import { readBrowser, setFlowSecret } from "../../web/cookies.js";
import { sendNotice } from "../../web/send.js";
import type { Web } from "../../web/web.js";
import type { OidcDoor } from "./oidc-door.js";

export function oidcRoutes(web: Web, tools: FlowTools, door: OidcDoor): Router {
  const router = new Router({ prefix: "/oidc" });

  router.get("/interaction/:uid", async (ctx) => {
    try {
      const request = await door.read(ctx.req, ctx.res);
      ctx.status = 303;
      if ("address" in request) return ctx.redirect(request.address);
      const { path, secret, flow } = await beginFlow(tools, request, readBrowser(ctx, web.readAddress));
      setFlowSecret(ctx, web, flow.id, secret);
      ctx.redirect(path);
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      sendNotice(ctx, web, "expired");
    }
  });

  /** oidc-provider is a Koa of its own: it writes the response itself. */
  router.all("/{*rest}", async (ctx) => {
    ctx.respond = false;
    await door.handle(ctx.req, ctx.res);
  });
  return router;
}
