/** A sitting for the browser that has its secret. It lies beside the flows, and under their promises: one step at a time, once. */
import { timingSafeEqual } from "node:crypto";
import { StorageError } from "@eid-gateway/storage";
import { hashOf, newStepToken } from "../../flow/begin-flow.js";
import type { Sitting } from "./sitting.js";
import { SITTING_MS, type SittingTools } from "./sitting-tools.js";

export interface SittingVisit {
  readonly id: string;
  readonly secret: string | undefined; // the browser's cookie
}
export type NoSitting = "unknown" | "foreign" | "busy";

const WAIT_MS = 50;
const PATIENCE_MS = 8_000;
/** An ended sitting can still be shown for a while. */
const GRACE_MS = 30 * 60_000;

/** Waits for a request that holds it now: its result is what is wanted. */
export async function findSitting(tools: SittingTools, { id, secret }: SittingVisit): Promise<Sitting | NoSitting> {
  for (let waitedMs = 0; waitedMs <= PATIENCE_MS; waitedMs += WAIT_MS) {
    const found = await tools.storage.flows.read(rowOf(id));
    if (!found) return "unknown";
    const sitting = found.body as Sitting;
    if (!isSameSecret(secret, sitting.browser.secret)) return "foreign";
    if (!found.busy) return tools.clock.now().getTime() < sitting.endMs ? sitting : "unknown";
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  return "busy";
}

export async function createSitting(tools: SittingTools, sitting: Sitting): Promise<void> {
  const { id, step } = sitting;
  await tools.storage.flows.create({ id: rowOf(id), body: sitting, step, expires: expiryOf(sitting) });
}

/**
 * Gives the sitting to one change at a time, and writes what comes of it.
 *
 * @param step the token that the change spends
 * @param change gives the sitting as it shall be from now on; one that throws changes nothing, and the token works again
 * @returns the sitting now, or `undefined` when somebody else was first: then nothing was done
 */
export async function changeSitting(
  tools: SittingTools,
  { id }: Pick<Sitting, "id">,
  step: string,
  change: (sitting: Sitting) => Promise<Sitting>,
): Promise<Sitting | undefined> {
  const lease = new Date(tools.clock.now().getTime() + tools.limits.leaseMs);
  const body = await tools.storage.flows.take(rowOf(id), step, lease);
  if (body === undefined) return undefined;
  try {
    const next: Sitting = { ...(await change(body as Sitting)), step: newStepToken() };
    await tools.storage.flows.save(rowOf(id), { body: next, step: next.step, expires: expiryOf(next), lease });
    return next;
  } catch (error) {
    if (error instanceof StorageError && error.code === "storage:conflict") return undefined;
    await tools.storage.flows.release(rowOf(id), lease).catch(() => undefined);
    throw error;
  }
}

/** No address of a flow can name it: those have no dot. */
function rowOf(id: string): string {
  return `sitting.${id}`;
}

function expiryOf({ endMs }: Sitting): Date {
  return new Date(endMs + GRACE_MS);
}

export function endOf(now: Date): number {
  return now.getTime() + SITTING_MS;
}

function isSameSecret(secret: string | undefined, expected: string): boolean {
  const given = Buffer.from(hashOf(secret ?? ""));
  const wanted = Buffer.from(expected);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
