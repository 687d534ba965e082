/** What follows from a change of state: who is told and when, and which packages can now be made. In the transaction of the change. */
import type { TableParts } from "@eid-gateway/storage";
import type { Order } from "../model/order.js";
import type { TaskStatus } from "../model/status.js";
import type { Life } from "../orders/life.js";
import { insertChores } from "../tables/chore-rows.js";
import { insertEvents } from "../tables/event-rows.js";
import { choreSubject, orderKey } from "../tables/keys.js";
import type { KeptOrder } from "../tables/order-rows.js";
import type { KeptTask } from "../tables/task-rows.js";
import { areDue, choresOf, type Happening, type NotifyPorts } from "./chores-of.js";
import { orderState, packagingState, type Statuses } from "./order-state.js";

/** An order's first notifications, and its packaging tasks, which are not due before their tasks are completed. */
export async function triggerCreated(
  parts: TableParts,
  ports: NotifyPorts,
  order: Order,
  life: Life,
): Promise<boolean> {
  const name = { service: order.service, orderId: order.id };
  const kept = { order, disabled: [], key: orderKey(parts, name), expires: life.expires };
  const packagings = order.packagingTasks.map(({ id }) => ({
    about: choreSubject(parts, name, "packaging", id),
    due: null,
    body: { kind: "packaging", ...name, packagingTaskId: id } as const,
  }));
  const told = [...order.tasks.map(({ id }) => ofTask(order, id, "created")), ofOrder(order, "created")];
  const chores = told.flatMap((happening) => choresOf(parts, ports, kept, happening));
  await insertChores(parts, kept, [...packagings, ...chores]);
  return areDue(parts, chores);
}

/** @param tasks as they were before. @returns whether something is due now */
export async function triggerChange(
  parts: TableParts,
  ports: NotifyPorts,
  kept: KeptOrder,
  tasks: readonly KeptTask[],
  changed: Statuses,
): Promise<boolean> {
  const { order } = kept;
  const before = new Map(tasks.map(({ id, status }) => [id, status]));
  const after = new Map([...before, ...changed]);
  const told = [...changed].map(([taskId, status]) => ofTask(order, taskId, status));
  if (orderState(after) !== orderState(before)) told.push(ofOrder(order, orderState(after)));
  const chores = told.flatMap((happening) => choresOf(parts, ports, kept, happening));
  await insertChores(parts, kept, chores);
  const packaged = await triggerPackagings(parts, kept, after);
  return areDue(parts, chores) || packaged;
}

export async function triggerPackaging(
  parts: TableParts,
  ports: NotifyPorts,
  kept: KeptOrder,
  packagingTaskId: string,
  state: "completed" | "failed",
): Promise<boolean> {
  const packaging = kept.order.packagingTasks.find(({ id }) => id === packagingTaskId);
  const notifications = packaging?.notifications ?? [];
  const chores = choresOf(parts, ports, kept, { notifications, level: "packaging", owner: packagingTaskId, state });
  await insertChores(parts, kept, chores);
  return areDue(parts, chores);
}

async function triggerPackagings(parts: TableParts, kept: KeptOrder, after: Statuses): Promise<boolean> {
  let ready = false;
  for (const packaging of kept.order.packagingTasks) {
    const state = packagingState(kept.order, packaging, after);
    if (state === "waiting") continue;
    const about = choreSubject(
      parts,
      { service: kept.order.service, orderId: kept.order.id },
      "packaging",
      packaging.id,
    );
    const at = parts.now();
    const moved = await parts.db
      .updateTable("signing_chores")
      .set(state === "ready" ? { due: at, first_due: at } : { state: "failed" })
      .where("about", "=", about)
      .where("order_id", "=", kept.key)
      .where("state", "=", "created")
      .where("due", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!moved) continue;
    ready ||= state === "ready";
    const event = state === "ready" ? "packaging-task-created" : "packaging-task-failed";
    await insertEvents(parts, kept, [{ event, task: null, data: packaging.id }]);
  }
  return ready;
}

function ofTask(order: Order, taskId: string, state: TaskStatus): Happening {
  const task = order.tasks.find(({ id }) => id === taskId);
  return { notifications: task?.notifications ?? [], level: "task", owner: taskId, state };
}

function ofOrder(order: Order, state: TaskStatus): Happening {
  return { notifications: order.notifications, level: "order", owner: "", state };
}
