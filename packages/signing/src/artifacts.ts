/** Tickets past a task's log-in: handed over by the customer, who has logged the person in. Once, within 30 seconds. */
import type { Storage } from "@eid-gateway/storage";
import { newArtifact, type Random } from "./ids.js";

const LIFE_MS = 30_000;
/** Kept among the entries of no method: families are names of plug-ins, which have no blank. */
export const FAMILY = "signing orders";

export type ArtifactTarget = { readonly orderId: string; readonly taskId: string } | { readonly sessionId: string };
type Keeper = {
  readonly storage: Pick<Storage, "entries">;
  readonly random: Random;
  readonly clock: { now(): Date };
};

export async function makeArtifact(keeper: Keeper, service: string, target: ArtifactTarget): Promise<string> {
  const artifact = newArtifact(keeper.random);
  const expires = new Date(keeper.clock.now().getTime() + LIFE_MS);
  await keeper.storage.entries(service, FAMILY).set(entryKey(target, artifact), true, { expires });
  return artifact;
}

/** True for exactly one caller. */
export function consumeArtifact(
  { storage }: Pick<Keeper, "storage">,
  service: string,
  target: ArtifactTarget,
  artifact: string,
): Promise<boolean> {
  return storage.entries(service, FAMILY).delete(entryKey(target, artifact));
}

function entryKey(target: ArtifactTarget, artifact: string): string {
  const of = "sessionId" in target ? ["session", target.sessionId] : ["task", target.orderId, target.taskId];
  return JSON.stringify(["artifact", ...of, artifact]);
}
