/** oidc-provider's few pages, drawn as ours. */

import { StorageError } from "@eid-gateway/storage";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Log } from "../../log.js";
import { headersOf, type NoticeContext, type RenderedPage } from "../../screens/page-context.js";
import { renderForward } from "../../screens/render-forward.js";
import type { NoticeKind } from "../../screens/render-notice.js";
import type { Web } from "../../web/web.js";
import type { RegisteredClient } from "./clients.js";
import type { ProviderPages } from "./provider.js";
import type { PostedOn } from "./provider-forms.js";
import { profileOf } from "./read-request.js";

export function createProviderPages(web: Web, clients: ReadonlyMap<string, RegisteredClient>, log: Log): ProviderPages {
  function send(ctx: KoaContextWithOIDC, page: RenderedPage): void {
    ctx.set({ ...headersOf(page) });
    ctx.status = page.status;
    ctx.body = page.html;
  }
  function notice(ctx: KoaContextWithOIDC, kind: NoticeKind): void {
    send(ctx, web.pages.notice({ kind }, ctx.get("accept-language")));
  }
  /** In the request's own profile, so that an answer by form can leave a frame, too. */
  function contextOf(ctx: KoaContextWithOIDC, registered: RegisteredClient | undefined): NoticeContext {
    const language = ctx.get("accept-language");
    if (!registered || !ctx.oidc.params?.response_type) return web.pages.noticeContext(language);
    return web.pages.profileContext(registered.customer.service, profileOf(registered, ctx.oidc.params), language);
  }
  function postOn(ctx: KoaContextWithOIDC, { to, fields }: PostedOn): void {
    const registered = clients.get(ctx.oidc.client?.clientId ?? "");
    const customerName = registered?.customer.name ?? web.origin;
    const context = contextOf(ctx, registered);
    send(ctx, renderForward({ to, post: fields, customerName }, context));
  }

  return {
    /** The request cannot be trusted, or the error would have been sent to the relying party: no way on from here. */
    error(ctx, error, description, cause) {
      if (cause instanceof StorageError) {
        log.error({ err: cause }, "an OIDC request failed");
        return notice(ctx, "unavailable");
      }
      log.warn({ error, description, route: ctx.oidc?.route }, "an OIDC request was refused on a page of ours");
      if (error === "server_error") return notice(ctx, "technical");
      if (/expired|not found|mismatch/.test(description ?? "") && ctx.oidc?.route === "resume")
        return notice(ctx, "completed");
      notice(ctx, "untrusted");
    },
    /** Logs out without a question: nobody but the person's own relying party asks for it, and nothing is lost that an eID cannot redo. */
    logout(ctx, endsSession) {
      const { session } = ctx.oidc;
      const xsrf = String((session?.state as { secret?: string } | undefined)?.secret);
      const fields = { xsrf, ...(endsSession && { logout: "yes" }) };
      postOn(ctx, { to: new URL("/oidc/session/end/confirm", web.origin), fields });
    },
    postOn,
    loggedOut: (ctx) => notice(ctx, "logged-out"),
  };
}
