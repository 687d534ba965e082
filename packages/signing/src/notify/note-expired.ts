import type { TableParts } from "@eid-gateway/storage";
import type { TaskStatus } from "../model/status.js";
import { hex } from "../tables/keys.js";
import type { KeptOrder } from "../tables/order-rows.js";
import { readTasks } from "../tables/task-rows.js";
import type { NotifyPorts } from "./chores-of.js";
import { triggerChange } from "./trigger.js";

/** Writes down, once, which tasks' days are over, with what follows from it. In a change of the order. @returns how many */
export async function noteExpired(parts: TableParts, ports: NotifyPorts, kept: KeptOrder): Promise<number> {
  const rows = await parts.db
    .updateTable("signing_tasks")
    .set({ status: "expired", updated: parts.now() })
    .where("order_id", "=", kept.key)
    .where("status", "=", "created")
    .where("closes", "<=", parts.now())
    .returning("id")
    .execute();
  if (rows.length === 0) return 0;
  const changedKeys = rows.map(({ id }) => hex(id));
  const tasks = await readTasks(parts, [kept.key]);
  const isChanged = (key: Uint8Array) => changedKeys.includes(hex(key));
  const before = tasks.map((task) => (isChanged(task.key) ? { ...task, status: "created" as TaskStatus } : task));
  const changed = new Map(tasks.filter(({ key }) => isChanged(key)).map(({ id, status }) => [id, status]));
  await triggerChange(parts, ports, kept, before, changed);
  return changed.size;
}
