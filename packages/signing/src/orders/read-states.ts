import type { TableParts } from "@eid-gateway/storage";
import { type DocumentUse, sourceKey, usesOf } from "../documents/uses.js";
import type { DocumentState, PackagingState, TaskState } from "../model/status.js";
import { SigningError } from "../signing-error.js";
import { readPackagings } from "../tables/chore-rows.js";
import { filesOfOrders, type HeldFile } from "../tables/file-rows.js";
import { fileKey, hex, type OrderName, orderKey } from "../tables/keys.js";
import { type KeptOrder, openOrder, unknownOrder } from "../tables/order-rows.js";
import { type KeptTask, readTasks } from "../tables/task-rows.js";

type Files = ReadonlyMap<string, HeldFile>;

/** Of all tasks of these orders, in the order they were asked for: three statements, however many there are. */
export async function readStates(
  parts: TableParts,
  service: string,
  orderIds: readonly string[],
): Promise<readonly TaskState[]> {
  const orders = await readOrders(parts, service, orderIds);
  if (orders.length === 0) return [];
  const keys = orders.map(({ key }) => key);
  const [tasks, files] = await Promise.all([
    readTasks(parts, keys),
    filesOfOrders(parts, keys, ["original", "result", "package"]),
  ]);
  const filesByKey = new Map(files.map((file) => [hex(file.key), file]));
  return orders.flatMap((kept) =>
    tasks.filter((task) => hex(task.orderKey) === hex(kept.key)).map((task) => stateOf(parts, kept, task, filesByKey)),
  );
}

/** @throws SigningError `unknown-request` for the first id that is not there */
async function readOrders(parts: TableParts, service: string, orderIds: readonly string[]) {
  const keys = orderIds.map((orderId) => orderKey(parts, { service, orderId }));
  if (keys.length === 0) return [];
  const rows = await parts.db
    .selectFrom("signing_orders")
    .select(["id", "service", "sealed", "key_id", "expires", "deleted"])
    .where("id", "in", keys)
    .where("expires", ">", parts.now())
    .execute();
  return keys.map((key) => {
    const row = rows.find(({ id }) => hex(id) === hex(key));
    if (!row) throw unknownOrder();
    return openOrder(parts, row);
  });
}

function stateOf(parts: TableParts, { order }: KeptOrder, task: KeptTask, files: Files): TaskState {
  const request = order.tasks.find(({ id }) => id === task.id);
  const done = task.status === "completed" && request ? usesOf(order, request) : [];
  const name = { service: order.service, orderId: order.id };
  return {
    orderId: order.id,
    taskId: task.id,
    status: task.status,
    ...(order.clientReference !== undefined && { clientReference: order.clientReference }),
    ...(task.clientStatus !== undefined && { clientStatus: task.clientStatus }),
    documents: done
      .filter(({ action }) => action.type !== "view")
      .map((use) => documentState(parts, name, task.id, use, files)),
  };
}

function documentState(
  parts: TableParts,
  name: OrderName,
  taskId: string,
  use: DocumentUse,
  files: Files,
): DocumentState {
  const { id } = use.document;
  const original = files.get(hex(sourceKey(parts, name, use)));
  const result = files.get(hex(fileKey(parts, "result", name.service, name.orderId, taskId, id)));
  return {
    id,
    hasOriginal: original !== undefined,
    ...(original?.archiveId !== undefined && { originalArchiveId: original.archiveId }),
    hasResult: result !== undefined,
    ...(result?.archiveId !== undefined && { resultArchiveId: result.archiveId }),
  };
}

/** @throws SigningError for the first id that is not there; `unknown-task` when none of the orders has a packaging task */
export async function readPackagingStates(
  parts: TableParts,
  service: string,
  orderIds: readonly string[],
): Promise<readonly PackagingState[]> {
  const orders = await readOrders(parts, service, orderIds);
  if (orders.length === 0) return [];
  const chores = await readPackagings(
    parts,
    orders.map(({ key }) => key),
  );
  const states = orders.flatMap(({ order, key }) =>
    order.packagingTasks.flatMap(({ id }) => {
      const chore = chores.find(({ order_id, body }) => hex(order_id) === hex(key) && body.packagingTaskId === id);
      if (!chore) return [];
      const { archiveId } = chore.body;
      const status = chore.state as PackagingState["status"];
      return [{ orderId: order.id, packagingTaskId: id, status, ...(archiveId !== undefined && { archiveId }) }];
    }),
  );
  if (states.length === 0) throw nothingPackaged(orders);
  return states;
}

/** An answer holds a state or more: the schema of the old contract has no word for none. */
function nothingPackaged(orders: readonly KeptOrder[]): SigningError {
  if (orders.some(({ deleted }) => deleted))
    return new SigningError("order-deleted", "the order has been deleted, and with it whatever packages it had");
  return new SigningError("unknown-task", "there is no packaging task in what is asked for");
}
