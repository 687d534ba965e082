/**
 * The CPR number that a person let us remember: per service, since the store is, encrypted and under a hash of the subject, since
 * the store does that; and for three calendar months after its last use. It goes when the person asks to be forgotten.
 */
import { NationalId, type Store } from "@eid-gateway/core";
import { z } from "zod";
import type { Context, Known } from "../follow-up.js";
import { consents, covers } from "./consent.js";
import { threeMonthsAfter } from "./three-months-after.js";

/** What the person agreed to by ticking the box, and when. */
export type RememberConsent = { readonly consent: string; readonly at: string; readonly transaction: string };
export type RememberedNumber = RememberConsent & { readonly cpr: NationalId };

/** Another version of ours may have written it; what does not read is as good as nothing. */
const kept = z.object({
  cpr: z.instanceof(NationalId),
  consent: z.string(),
  at: z.string(),
  transaction: z.string(),
});

export async function recallNumber(
  { signer }: Known,
  context: Context<unknown>,
): Promise<RememberedNumber | undefined> {
  if (!context.agreement.remember) return undefined;
  const number = kept.safeParse(await context.services.store.get(keyOf(signer))).data;
  return number && covers(number.consent, context.intent) ? number : undefined;
}

export async function rememberNumber(
  { signer }: Known,
  cpr: NationalId,
  { request, services }: Context<unknown>,
): Promise<RememberConsent> {
  const at = services.clock.now();
  const consent = { consent: consents.remember.version, at: at.toISOString(), transaction: request.id };
  await services.store.set(keyOf(signer), { cpr, ...consent }, lifeFrom(at, signer));
  return consent;
}

/** Three months more. Who was forgotten meanwhile, by another of their log-ins, stays so: only what was still there is kept on. */
export async function keepOn({ signer }: Known, number: RememberedNumber, context: Context<unknown>): Promise<void> {
  const { clock, store } = context.services;
  if (await store.delete(keyOf(signer))) await store.set(keyOf(signer), number, lifeFrom(clock.now(), signer));
}

export async function dropNumber({ signer }: Known, { services }: Context<unknown>): Promise<void> {
  await services.store.delete(keyOf(signer));
}

type Holder = Pick<Known["signer"], "identifier">;

function keyOf({ identifier }: Holder): string {
  return `cpr/${identifier}`;
}

function lifeFrom(lastUse: Date, { identifier }: Holder): Parameters<Store["set"]>[2] {
  return { expires: threeMonthsAfter(lastUse), subject: identifier };
}
