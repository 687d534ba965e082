import type { TableParts } from "@eid-gateway/storage";
import { makeArtifact } from "../artifacts.js";
import { type GatheredDocument, gatherDocuments, gatherKept } from "../documents/gather-documents.js";
import { nameDocuments } from "../documents/name-documents.js";
import type { OrderRequest, TaskRequest } from "../model/order.js";
import { triggerCreated } from "../notify/trigger.js";
import type { SigningPorts } from "../ports.js";
import { checkOrder, placedInTask } from "../rules/check-order.js";
import type { CreatedTask } from "../signing.js";
import { SigningError } from "../signing-error.js";
import type { OrderName } from "../tables/keys.js";
import { changeOrder, type KeptOrder, readOrder, saveOrder, unknownOrder } from "../tables/order-rows.js";
import { insertTasks } from "../tables/task-rows.js";
import { withoutBytes } from "./bytes.js";
import { keepDocument } from "./insert-order.js";
import { lifeOf } from "./life.js";

/** The order with the task must pass every rule. Of documents, those of the task are looked at, and those it names. */
export async function addTask(ports: SigningPorts, name: OrderName, task: TaskRequest): Promise<CreatedTask> {
  const before = await readOrder(ports.storage.workbench, name);
  if (!before) throw unknownOrder();
  if (before.deleted) throw new SigningError("order-deleted", "the order has been deleted");
  const { order, added, documents } = await checked(ports, name.service, before, task);
  const due = await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    if (kept.order.tasks.length !== before.order.tasks.length)
      throw new SigningError("invalid-value", "another task was added at the same moment: ask again");
    return writeTask(parts, ports, kept, { order, added, documents });
  });
  if (due) ports.onDue?.();
  if (!task.authentication?.artifact) return {};
  return { artifact: await makeArtifact(ports, name.service, { orderId: name.orderId, taskId: task.id }) };
}

type Checked = {
  readonly order: OrderRequest;
  readonly added: TaskRequest;
  readonly documents: readonly GatheredDocument[];
};

async function checked(
  ports: SigningPorts,
  service: string,
  { order }: KeptOrder,
  task: TaskRequest,
): Promise<Checked> {
  const index = order.tasks.length;
  const merged = nameDocuments({ ...order, tasks: [...order.tasks, task] });
  const { workbench } = ports.storage;
  const terms = ports.terms(service);
  let documents: readonly GatheredDocument[] = [];
  const gather = async () => {
    documents = await gatherDocuments(workbench, service, ofTask(merged, index), terms);
    return [...documents, ...(await gatherKept(workbench, { service, orderId: order.id }, merged, index))];
  };
  try {
    await checkOrder(ports, service, merged, gather, index);
    return { order: merged, added: merged.tasks[index]!, documents };
  } catch (error) {
    throw placedInTask(error, index);
  }
}

/** Only what comes with the task: other documents are with the order already. */
function ofTask(order: OrderRequest, index: number): OrderRequest {
  const tasks = order.tasks.map((task, at) => (at === index ? task : { ...task, documentActions: [] }));
  return { ...order, documents: [], tasks };
}

async function writeTask(
  parts: TableParts,
  ports: SigningPorts,
  kept: KeptOrder,
  { order, added, documents }: Checked,
): Promise<boolean> {
  const { id: orderId, service } = kept.order;
  const { limits } = ports.terms(service);
  const place = kept.order.tasks.length;
  const life = lifeOf({ ...order, tasks: [added] }, limits, parts.now(), place);
  const expires = Math.max(kept.expires, life.expires);
  const lengthened = { key: kept.key, expires };
  if (expires > kept.expires) await lengthen(parts, kept.key, expires);
  for (const document of documents) await keepDocument(parts, service, orderId, lengthened, document);
  // The order as it is now: its notifications may have changed while the documents were looked at.
  const whole = { ...kept.order, tasks: [...kept.order.tasks, withoutBytes(order).tasks[place]!] };
  await saveOrder(parts, kept, { order: whole, disabled: kept.disabled });
  await insertTasks(parts, { service, orderId }, lengthened, life.tasks);
  const alone = { ...whole, tasks: [whole.tasks[place]!], notifications: [], packagingTasks: [] };
  return triggerCreated(parts, ports, alone, { ...life, expires });
}

/** All of an order lives as long as its last task and the days after it. */
async function lengthen({ db }: TableParts, order: Uint8Array, expires: number): Promise<void> {
  await db.updateTable("signing_orders").set({ expires }).where("id", "=", order).execute();
  for (const table of ["signing_tasks", "signing_files", "signing_events", "signing_chores"] as const)
    await db.updateTable(table).set({ expires }).where("order_id", "=", order).execute();
}
