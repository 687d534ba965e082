import Router from "@koa/router";
import { type ReadingDesk, SHOWN_PATH } from "./reading-desk.js";

/** Nothing runs, nothing is fetched, and the page is nobody's origin; a client in any page's frame may hold it. */
const HTML_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors http: https:";

/** Sign texts that are being read: HTML for a frame, PDF for the viewer's script. */
export function shownRoutes(desk: ReadingDesk): Router {
  const router = new Router({ prefix: SHOWN_PATH });
  router.get("/:id", (context) => {
    const found = desk.find(context.params.id ?? "");
    if (!found) return;
    if (found.type === "html") context.set("Content-Security-Policy", HTML_POLICY);
    context.type = found.type;
    context.body = typeof found.body === "string" ? found.body : Buffer.from(found.body);
  });
  return router;
}
