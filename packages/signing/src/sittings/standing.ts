/** Where a task of an order stands: read in two statements, and judged once for all who ask. */
import type { TableParts } from "@eid-gateway/storage";
import { prerequisites } from "../documents/uses.js";
import type { TaskRequest } from "../model/order.js";
import { type OrderName, orderKey, type TaskName } from "../tables/keys.js";
import { type KeptOrder, readOrder } from "../tables/order-rows.js";
import { type KeptTask, readTasks } from "../tables/task-rows.js";

export type Standing = {
  readonly kept: KeptOrder;
  readonly tasks: readonly KeptTask[];
  readonly task: KeptTask;
  readonly request: TaskRequest;
  readonly waitsFor: readonly string[];
};

/** `undefined`: no such order, or no such task in it. */
export async function readStanding(parts: TableParts, name: TaskName): Promise<Standing | undefined> {
  const all = await readOrderAndTasks(parts, name);
  return all && standingOf(all.kept, all.tasks, name.taskId);
}

async function readOrderAndTasks(parts: TableParts, name: OrderName) {
  const [kept, tasks] = await Promise.all([readOrder(parts, name), readTasks(parts, [orderKey(parts, name)])]);
  return kept && { kept, tasks };
}

export function standingOf(kept: KeptOrder, tasks: readonly KeptTask[], taskId: string): Standing | undefined {
  const task = tasks.find(({ id }) => id === taskId);
  const request = kept.order.tasks.find(({ id }) => id === taskId);
  return task && request && { kept, tasks, task, request, waitsFor: unfinished(kept, tasks, request) };
}

function unfinished({ order }: KeptOrder, tasks: readonly KeptTask[], request: TaskRequest): readonly string[] {
  const done = new Set(tasks.filter(({ status }) => status === "completed").map(({ id }) => id));
  return prerequisites(order, request).filter((id) => !done.has(id));
}
