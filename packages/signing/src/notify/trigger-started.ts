/** A task that somebody has begun is `created` all the same: who is told of it asked for just that. */
import type { TableParts } from "@eid-gateway/storage";
import type { TaskRequest } from "../model/order.js";
import { insertChores } from "../tables/chore-rows.js";
import type { KeptOrder } from "../tables/order-rows.js";
import { areDue, choresOf, type NotifyPorts } from "./chores-of.js";

const STARTED = "started";

export function isToldOfStart({ notifications }: Pick<TaskRequest, "notifications">): boolean {
  return notifications.some(({ schedules }) => schedules.some(({ stateIs }) => stateIs === STARTED));
}

/** In the transaction of the event. @returns whether something is due now */
export async function triggerStarted(
  parts: TableParts,
  ports: NotifyPorts,
  kept: KeptOrder,
  taskId: string,
): Promise<boolean> {
  const notifications = kept.order.tasks.find(({ id }) => id === taskId)?.notifications ?? [];
  const chores = choresOf(parts, ports, kept, { notifications, level: "task", owner: taskId, state: STARTED });
  await insertChores(parts, kept, chores);
  return areDue(parts, chores);
}
