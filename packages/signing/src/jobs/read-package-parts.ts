import type { TableParts } from "@eid-gateway/storage";
import { packageSources, sourceKey, useOf } from "../documents/uses.js";
import type { Order, PackagingTaskRequest } from "../model/order.js";
import type { PackagePart } from "../ports.js";
import { descriptionOf } from "../sittings/look.js";
import { readFile } from "../tables/file-rows.js";
import { fileKey, type OrderName } from "../tables/keys.js";

/** An optional document that was not signed is not in the package. */
export async function readPackageParts(
  parts: TableParts,
  name: OrderName,
  order: Order,
  packaging: PackagingTaskRequest,
): Promise<readonly PackagePart[]> {
  const found: PackagePart[] = [];
  for (const { taskId, documentId } of packageSources(order, packaging)) {
    const task = order.tasks.find(({ id }) => id === taskId)!;
    const use = task.documentActions
      .map((action) => useOf(order, task, action))
      .find((one) => one?.document.id === documentId)!;
    const names = [name.orderId, taskId, documentId];
    const result = await readFile(parts, fileKey(parts, "result", name.service, ...names));
    const evidence = await readFile(parts, fileKey(parts, "evidence", name.service, ...names));
    const original = await readFile(parts, sourceKey(parts, name, use));
    if (result && evidence && original)
      found.push({ taskId, documentId, description: descriptionOf(use.document), original, result, evidence });
  }
  return found;
}
