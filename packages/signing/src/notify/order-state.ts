import { packageSources } from "../documents/uses.js";
import type { Order, PackagingTaskRequest } from "../model/order.js";
import type { TaskStatus } from "../model/status.js";

export type Statuses = ReadonlyMap<string, TaskStatus>;

const ENDS_BADLY = ["rejected", "failed", "expired"] as const;

/** An order stands where its tasks do: completed with the last of them, otherwise ended with the first that ended otherwise. */
export function orderState(statuses: Statuses): TaskStatus {
  const counted = withoutDisabled(statuses);
  if (counted.length === 0) return "deleted";
  const bad = ENDS_BADLY.find((status) => counted.includes(status));
  return bad ?? (counted.every((status) => status === "completed") ? "completed" : "created");
}

/** A task that was disabled is no longer waited for. */
function withoutDisabled(statuses: Statuses): readonly TaskStatus[] {
  return [...statuses.values()].filter((status) => status !== "deleted");
}

/** Whether a package can be made now, will be, or will never be. */
export function packagingState(order: Order, packaging: PackagingTaskRequest, statuses: Statuses) {
  const of = new Set(packageSources(order, packaging).map(({ taskId }) => taskId));
  const state = orderState(new Map([...statuses].filter(([taskId]) => of.has(taskId))));
  return state === "completed" ? "ready" : state === "created" ? "waiting" : "impossible";
}
