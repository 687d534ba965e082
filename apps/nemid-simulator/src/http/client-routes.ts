import Router from "@koa/router";
import type { Context } from "koa";
import type { Mode } from "../keycard/client-request.js";
import type { Turn } from "../keycard/conversation.js";
import { drawClientPage } from "../pages/client-page.js";
import { drawScreen } from "../pages/client-screens.js";
import type { Simulator } from "../simulator.js";
import { client } from "./api-schemas.js";
import { CLIENT_BODY, readJson } from "./read-body.js";

/**
 * The key card client: a page for the iframe, and the two calls its script makes to the operator's server.
 * `/launcher[/mode]/<random>`; a mode left out is `lmt`; the random part only defeats caches.
 */
export function clientRoutes({ ceremonies, idleMs }: Simulator): Router {
  const router = new Router({ prefix: "/launcher" });
  const drawPage = (context: Context, mode: Mode) => {
    context.body = String(drawClientPage({ mode, idleMs }));
    context.type = "html";
  };
  router.get("/:random", (context) => drawPage(context, "lmt"));
  router.get("/std/:random", (context) => drawPage(context, "std"));
  router.get("/lmt/:random", (context) => drawPage(context, "lmt"));
  router.post("/ceremonies", async (context) => {
    context.body = answer(await ceremonies.begin(await readJson(context, client.opening, CLIENT_BODY)));
  });
  router.post("/ceremonies/:id", async (context) => {
    context.body = answer(await ceremonies.act(context.params.id!, await readJson(context, client.act, CLIENT_BODY)));
  });
  return router;
}

/** The end goes to the parent page as it is; a screen goes as HTML, so that texts live on one side only. */
function answer(turn: Turn) {
  if ("end" in turn) return { end: turn.end };
  const { id, request, screen } = turn;
  const drawn = { id, language: request.language, screen: screen.name, html: String(drawScreen(screen, request)) };
  return screen.name === "fetch-document" ? { ...drawn, fetch: screen.uri } : drawn;
}
