/** Back from a flow to oidc-provider: the outcome is left in its interaction, for the browser that walked the flow to pick up. */
import { createHash, randomBytes } from "node:crypto";
import type Provider from "oidc-provider";
import { COOKIES } from "./provider.js";

/** The door's memory of a request: oidc-provider's interaction, and what the flow's browser will resume it with. */
export type Resumption = { readonly uid: string; readonly ticket: string };

/** Writes the result and gives the resume address. An interaction that is gone resumes into the provider's own "expired". */
export async function finishInteraction(
  provider: Provider,
  { uid, ticket }: Resumption,
  result: Record<string, unknown>,
): Promise<string> {
  const interaction = await provider.Interaction.find(uid);
  if (interaction) {
    interaction.result = { ...result, ticket: hashOf(ticket) };
    await interaction.persist();
  }
  return `/oidc/authorize/${uid}?ticket=${ticket}`;
}

/**
 * A result belongs to the browser that walked its flow, and only that was told the ticket. Without it, whoever can plant cookies here
 * (a sibling subdomain can) could begin a request, have somebody else's browser log in to it, and resume it in their own.
 */
export function demandTicket(provider: Provider): void {
  provider.use(async (ctx, next) => {
    const uid = ctx.cookies.get(COOKIES.resume, { signed: true });
    const ticket = uid && (await provider.Interaction.find(uid))?.result?.ticket;
    // Also where there is no result yet: it could be written between this look and oidc-provider's own.
    if (uid && hashOf(String(ctx.query.ticket)) !== ticket) delete ctx.req.headers.cookie;
    await next();
  });
}

export function newResumption(uid: string): Resumption {
  return { uid, ticket: randomBytes(32).toString("base64url") };
}

function hashOf(ticket: string): string {
  return createHash("sha256").update(ticket).digest("base64url");
}
