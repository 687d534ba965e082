/** Files under their digest: what no node has registered does not exist. */
import type { Middleware } from "koa";
import type { KeptAssets } from "../versions/kept-assets.js";

export function serveAssets(assets: Pick<KeptAssets, "find">): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith("/assets/")) return next();
    const isRead = ctx.method === "GET" || ctx.method === "HEAD";
    const found = isRead ? await assets.find(ctx.path) : undefined;
    ctx.status = found ? 200 : 404;
    if (!found) {
      ctx.type = "text/plain";
      ctx.body = "There is no such file.\n";
      return;
    }
    ctx.set({ ...found.headers });
    ctx.body = found.body;
  };
}
