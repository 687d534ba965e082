import type { TableParts } from "@eid-gateway/storage";
import { sourceKey, useOf } from "../documents/uses.js";
import type { StoredFile } from "../model/document.js";
import type { Order } from "../model/order.js";
import { readFile } from "../tables/file-rows.js";
import { fileKey, type OrderName, type TaskName } from "../tables/keys.js";
import { readOrder } from "../tables/order-rows.js";
import { withBytes } from "./bytes.js";

/** As it was ordered, with the bytes that were provided. A deleted one is not given any more. */
export async function findOrder(parts: TableParts, name: OrderName): Promise<Order | undefined> {
  const kept = await readOrder(parts, name);
  if (!kept || kept.deleted) return undefined;
  return withBytes(kept.order, async (owner, documentId) => {
    const file = await readFile(parts, fileKey(parts, "original", name.service, name.orderId, owner, documentId));
    return file?.bytes;
  });
}

/** What a task's document began as. */
export async function findOriginal(
  parts: TableParts,
  name: TaskName,
  documentId: string,
): Promise<StoredFile | undefined> {
  const kept = await readOrder(parts, name);
  const task = kept?.order.tasks.find(({ id }) => id === name.taskId);
  if (!kept || !task) return undefined;
  const uses = task.documentActions.map((action) => useOf(kept.order, task, action));
  const use = uses.find((one) => one?.document.id === documentId);
  return use && readFile(parts, sourceKey(parts, name, use));
}
