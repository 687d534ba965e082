/** The last resort: whatever a route throws becomes a page, or JSON for machines. No stack leaves the gateway. */
import { StorageError } from "@eid-gateway/storage";
import type { Middleware } from "koa";
import type { Log } from "../log.js";
import type { NoticeKind } from "../screens/render-notice.js";
import { FormRefused } from "./read-form.js";
import { sendNotice } from "./send.js";
import type { Web } from "./web.js";

export function showErrors(web: Web, log: Log): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (ctx.res.headersSent || ctx.respond === false) {
        log.error({ err: error }, "a request failed after its answer had begun");
        ctx.res.destroy();
        return;
      }
      const kind = kindOf(error);
      if (kind === "technical" || kind === "unavailable") log.error({ err: error }, "a request failed");
      if (kind === "too-large") ctx.set("connection", "close");
      sendNotice(ctx, web, kind);
    }
  };
}

function kindOf(error: unknown): NoticeKind {
  if (error instanceof FormRefused) return error.kind;
  // Down, full or read-only: nothing is lost, and the same page works when the database is back.
  if (error instanceof StorageError) return "unavailable";
  if (error instanceof URIError) return "bad-request";
  return "technical";
}
