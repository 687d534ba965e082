/** A pushed request is good for one code (RFC 9126 2.2), however many browsers began a log-in with it. */
import type { Storage } from "@eid-gateway/storage";
import { errors, type KoaContextWithOIDC } from "oidc-provider";

export interface PushedParts {
  readonly storage: Pick<Storage, "spend">;
  readonly clock: { now(): Date };
  readonly interactionSeconds: number;
}

/** As long as a request can be taken up after it was pushed. */
const PUSHED_SECONDS = 60;

/**
 * Spends the request that a person has just logged in to. oidc-provider marks it as used too, but forgets it after its minute, and people
 * need longer than that.
 *
 * @throws OIDCProviderError when it has led to a code before
 */
export async function spendPushedRequest({ oidc }: KoaContextWithOIDC, parts: PushedParts): Promise<void> {
  const { PushedAuthorizationRequest: pushed, Interaction: interaction } = oidc.entities;
  // A member that its types do not tell of.
  const id = pushed?.jti ?? (interaction as { readonly parJti?: string } | undefined)?.parJti;
  if (!id || !oidc.session?.accountId) return;
  const lastUse = parts.clock.now().getTime() + (PUSHED_SECONDS + parts.interactionSeconds) * 1000;
  if (await parts.storage.spend("pushed request", id, new Date(lastUse))) return;
  throw new errors.InvalidRequestUri("it has been used before");
}
