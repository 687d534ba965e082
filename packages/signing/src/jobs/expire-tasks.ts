import type { TaskStatus } from "../model/status.js";
import { triggerChange } from "../notify/trigger.js";
import type { SigningPorts } from "../ports.js";
import { SigningError } from "../signing-error.js";
import { hex } from "../tables/keys.js";
import { changeOrder, openOrder } from "../tables/order-rows.js";
import { readTasks } from "../tables/task-rows.js";

const ORDERS_PER_TURN = 100;

/** Readers see a task as expired from the moment on; this writes it down, and tells those who wanted to know. */
export async function expireTasks(ports: SigningPorts): Promise<number> {
  let expired = 0;
  for (;;) {
    const orders = await findOverdue(ports);
    if (orders.length === 0) return expired;
    let noted = 0;
    for (const name of orders) noted += await expireOrder(ports, name);
    if (noted === 0) return expired; // another node is at the same ones
    expired += noted;
  }
}

async function findOverdue({ storage: { workbench } }: SigningPorts) {
  const rows = await workbench.db
    .selectFrom("signing_orders")
    .select(["id", "service", "sealed", "key_id", "expires", "deleted"])
    .where("expires", ">", workbench.now())
    .where("id", "in", (sub) =>
      sub
        .selectFrom("signing_tasks")
        .select("order_id")
        .where("status", "=", "created")
        .where("closes", "<=", workbench.now()),
    )
    .limit(ORDERS_PER_TURN)
    .execute();
  return rows.map((row) => {
    const { order } = openOrder(workbench, row);
    return { service: order.service, orderId: order.id };
  });
}

async function expireOrder(ports: SigningPorts, name: { service: string; orderId: string }): Promise<number> {
  const { workbench } = ports.storage;
  const change = changeOrder(workbench, name, async (parts, kept) => {
    const rows = await parts.db
      .updateTable("signing_tasks")
      .set({ status: "expired", updated: parts.now() })
      .where("order_id", "=", kept.key)
      .where("status", "=", "created")
      .where("closes", "<=", parts.now())
      .returning("id")
      .execute();
    const changedKeys = rows.map(({ id }) => hex(id));
    const tasks = await readTasks(parts, [kept.key]);
    const isChanged = (key: Uint8Array) => changedKeys.includes(hex(key));
    const before = tasks.map((task) => (isChanged(task.key) ? { ...task, status: "created" as TaskStatus } : task));
    const changed = new Map(tasks.filter(({ key }) => isChanged(key)).map(({ id, status }) => [id, status]));
    if (changed.size > 0) await triggerChange(parts, ports, kept, before, changed);
    return changed.size;
  });
  return change.catch((error: unknown) => {
    if (error instanceof SigningError) return 0; // deleted meanwhile
    throw error;
  });
}
