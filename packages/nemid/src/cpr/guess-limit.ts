/**
 * The limit on guessing, per person and service and whatever flow they guess in, since a new log-in gives three new tries: the
 * fifth miss within 24 hours locks for an hour, and so does each further miss while there are five within 24 hours. A match clears
 * the record: who knows the number guesses no longer. While a person is locked neither they nor the operator's service are asked.
 */
import type { Storable } from "@eid-gateway/core";
import { z } from "zod";
import { fail } from "../errors/errors.js";
import type { Context, Known } from "../follow-up.js";
import { inTurn } from "./take-turns.js";

const limit = 5;
const windowMs = 24 * 60 * 60_000;
const lockMs = 60 * 60_000;

/** When this person's last misses were, oldest first. */
const record = z.array(z.int());

/** @throws EidError nemid:cprlocked */
export async function refuseLocked(known: Known, context: Context<unknown>): Promise<void> {
  if (isLocked(await missesOf(known, context), context.services.clock.now())) throw locked();
}

/**
 * Runs one check of a number, unless this person is locked. One at a time: who guesses in ten flows at once would otherwise be
 * through before the first miss is counted. A check that gives no answer is no miss, and no match either.
 *
 * @param check `false` is a miss
 * @throws EidError nemid:cprlocked, also for the miss that locks; nemid:cprunavailable when it does not become this flow's turn
 */
export function withinLimit<Match extends boolean | undefined>(
  known: Known,
  context: Context<unknown>,
  check: () => Promise<Match>,
): Promise<Match> {
  const { store, clock } = context.services;
  return inTurn(known.signer.identifier, context.services, async () => {
    const misses = await missesOf(known, context);
    if (isLocked(misses, clock.now())) throw locked();
    const matches = await check();
    if (matches === false) await addMiss(known, misses, context);
    if (matches && misses.length > 0) await store.delete(keyOf(known));
    return matches;
  });
}

async function addMiss(known: Known, before: readonly number[], { services }: Context<unknown>): Promise<void> {
  const now = services.clock.now();
  const misses = [...before, now.getTime()].slice(-limit);
  // No subject: being forgotten must not give new tries. The key is a hash, the value times alone, and it goes within a day.
  await services.store.set(keyOf(known), misses, { expires: new Date(now.getTime() + windowMs) });
  if (isLocked(misses, now)) throw locked();
}

async function missesOf(known: Known, { services }: Context<unknown>): Promise<readonly number[]> {
  const kept: Storable | undefined = await services.store.get(keyOf(known));
  return record.safeParse(kept).data ?? [];
}

function isLocked(misses: readonly number[], now: Date): boolean {
  const [first, last] = [misses.at(-limit), misses.at(-1)];
  if (first === undefined || last === undefined) return false;
  return last - first < windowMs && now.getTime() < last + lockMs;
}

function keyOf({ signer }: Known): string {
  return `cpr-misses/${signer.identifier}`;
}

function locked(): Error {
  return fail("nemid:cprlocked", `${limit} CPR numbers within 24 hours that are not this person's: locked for an hour`);
}
