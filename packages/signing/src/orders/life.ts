import type { Limits } from "../limits.js";
import type { OrderRequest } from "../model/order.js";
import type { NewTask } from "../tables/task-rows.js";

const DAY_MS = 24 * 60 * 60_000;

/** When each task closes, and when all of the order goes: its days until deletion begin when the last task has closed. */
export type Life = { readonly tasks: readonly NewTask[]; readonly expires: number };

export function lifeOf(order: OrderRequest, limits: Limits, created: number, firstPlace = 0): Life {
  const tasks = order.tasks.map(({ id, daysToLive = limits.daysToLive.usual }, index) => ({
    id,
    place: firstPlace + index,
    closes: created + daysToLive * DAY_MS,
  }));
  const days = order.daysUntilDeletion ?? limits.daysUntilDeletion;
  return { tasks, expires: Math.max(...tasks.map(({ closes }) => closes)) + days * DAY_MS };
}
