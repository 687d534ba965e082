/** oidc-provider's cookies in a frame: it has one setting for all requests, and only some profiles are for frames. */
import type { KoaContextWithOIDC } from "oidc-provider";
import { partitionCookies } from "../../web/partition-cookies.js";
import type { RegisteredClient } from "./clients.js";
import { profileOf } from "./read-request.js";

export function partitionInFrames(clients: ReadonlyMap<string, RegisteredClient>) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> => {
    await next();
    const registered = clients.get(ctx.oidc?.client?.clientId ?? "");
    if (!registered || !ctx.oidc.params) return;
    const profile = registered.customer.profiles.get(profileOf(registered, ctx.oidc.params));
    if (profile?.window === "self") partitionCookies(ctx);
  };
}
