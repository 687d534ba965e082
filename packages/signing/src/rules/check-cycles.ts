import { prerequisites } from "../documents/uses.js";
import { type Rule, refuse } from "./rule.js";

/** No task waits for itself, through whatever others. */
export const checkCycles: Rule = (order) => {
  const waitsFor = new Map(order.tasks.map((task) => [task.id, prerequisites(order, task)]));
  const free = new Set<string>();
  for (let before = -1; before !== free.size; ) {
    before = free.size;
    for (const [id, others] of waitsFor) if (others.every((other) => free.has(other))) free.add(id);
  }
  for (const [index, { id }] of order.tasks.entries()) {
    if (!free.has(id)) refuse("task-cycle", "the task waits, directly or through others, for itself", ["tasks", index]);
  }
};
