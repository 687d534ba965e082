/** Pages on their way out, with all their headers. */
import type Koa from "koa";
import { headersOf, type RenderedPage } from "../screens/page-context.js";
import type { Notice, NoticeKind } from "../screens/render-notice.js";
import type { Web } from "./web.js";

export function sendPage(ctx: Koa.Context, page: RenderedPage): void {
  ctx.set({ ...headersOf(page) });
  ctx.status = page.status;
  ctx.body = page.html;
}

export function sendNotice(ctx: Koa.Context, web: Web, kind: NoticeKind, back?: Notice["back"]): void {
  sendPage(ctx, web.pages.notice({ kind, ...(back && { back }) }, ctx.get("accept-language")));
}
