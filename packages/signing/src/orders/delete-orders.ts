import type { TableParts } from "@eid-gateway/storage";
import type { Order, TaskRequest } from "../model/order.js";
import { choresOf } from "../notify/chores-of.js";
import type { SigningPorts } from "../ports.js";
import { SigningError } from "../signing-error.js";
import { insertChores } from "../tables/chore-rows.js";
import { insertEvents } from "../tables/event-rows.js";
import { deleteFilesOfOrder } from "../tables/file-rows.js";
import { changeOrder, type KeptOrder, saveOrder } from "../tables/order-rows.js";
import { readTasks } from "../tables/task-rows.js";

/** Long enough to tell, and to try again for a day. */
const TELLING_MS = 25 * 60 * 60_000;

/** @returns how many were there to be deleted */
export async function deleteOrders(ports: SigningPorts, service: string, orderIds: readonly string[]): Promise<number> {
  let deleted = 0;
  for (const orderId of new Set(orderIds)) {
    const change = changeOrder(ports.storage.workbench, { service, orderId }, (parts, kept) =>
      deleteOrder(parts, ports, kept),
    );
    deleted += await change.then(() => 1, zeroIfNotThere);
  }
  if (deleted > 0) ports.onDue?.();
  return deleted;
}

function zeroIfNotThere(error: unknown): number {
  if (error instanceof SigningError) return 0;
  throw error;
}

/**
 * Everything goes that was not archived: documents, results, evidence, persons, events. What stays until the order would have
 * expired is that there was one, so that its state is `deleted` and not unknown.
 */
async function deleteOrder(parts: TableParts, ports: SigningPorts, kept: KeptOrder): Promise<void> {
  const { key, order } = kept;
  const tasks = await readTasks(parts, [key]);
  await deleteFilesOfOrder(parts, key);
  // Chores before events: whoever ends one at this moment writes an event with it, and is waited for here.
  await parts.db.deleteFrom("signing_chores").where("order_id", "=", key).execute();
  await parts.db.deleteFrom("signing_events").where("order_id", "=", key).execute();
  for (const { id, key: task, place } of tasks) {
    const bound = { id: task, order_id: key, service: order.service, place };
    const bare = parts.sealer.seal("signing_tasks", bound, { id });
    await parts.db
      .updateTable("signing_tasks")
      .set({ ...bare, status: "deleted", updated: parts.now() })
      .where("id", "=", task)
      .execute();
  }
  await saveOrder(parts, kept, { order: bareOrder(order), disabled: [] });
  await parts.db.updateTable("signing_orders").set({ deleted: parts.now() }).where("id", "=", key).execute();
  await insertEvents(parts, kept, [{ event: "document-deleted", task: null }]);
  await tell(parts, ports, kept);
}

async function tell(parts: TableParts, ports: SigningPorts, kept: KeptOrder): Promise<void> {
  const state = "deleted";
  const ofOrder = { notifications: kept.order.notifications, level: "order", owner: "", state } as const;
  const ofTasks = kept.order.tasks.map(
    ({ id, notifications }) => ({ notifications, level: "task", owner: id, state }) as const,
  );
  const chores = [ofOrder, ...ofTasks].flatMap((happening) => choresOf(parts, ports, kept, happening));
  await insertChores(parts, { key: kept.key, expires: Math.min(kept.expires, parts.now() + TELLING_MS) }, chores);
}

function bareOrder({ id, service, created, profile, language, tasks }: Order): Order {
  const look = { ...(profile !== undefined && { profile }), ...(language !== undefined && { language }) };
  const lists = { subjects: [], documents: [], notifications: [], packagingTasks: [] };
  return { id, service, created, ...look, ...lists, tasks: tasks.map(bareTask) };
}

function bareTask({ id, profile, language }: TaskRequest): TaskRequest {
  const look = { ...(profile !== undefined && { profile }), ...(language !== undefined && { language }) };
  const lists = {
    documentActions: [],
    notifications: [],
    dependsOnTasks: [],
    signatures: [],
    authenticationBasedSignatures: [],
  };
  return { id, ...look, ...lists };
}
