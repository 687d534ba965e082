import type { TableParts } from "@eid-gateway/storage";
import { isToldOfStart, triggerStarted } from "../notify/trigger-started.js";
import type { SigningPorts } from "../ports.js";
import type { SittingEvent } from "../signing.js";
import { hasEvent, insertEvents } from "../tables/event-rows.js";
import { type TaskName, taskKey } from "../tables/keys.js";
import { changeOrder, readOrder, unknownOrder } from "../tables/order-rows.js";
import { unknownTask } from "../tables/task-rows.js";

/** What a person did goes into the task's history. That they began is told to who asked for it, the first time. */
export async function recordEvent(ports: SigningPorts, name: TaskName, event: SittingEvent): Promise<void> {
  const { workbench } = ports.storage;
  const kept = await readOrder(workbench, name);
  if (!kept || kept.deleted) throw unknownOrder();
  const task = kept.order.tasks.find(({ id }) => id === name.taskId);
  if (!task) throw unknownTask();
  const write = (parts: TableParts) => insertEvents(parts, kept, [{ ...event, task: taskKey(parts, name) }]);
  if (event.event !== "task-started" || !isToldOfStart(task)) return workbench.transaction(write);
  // One browser after the other, so that one of them is the first.
  const due = await changeOrder(workbench, name, async (parts, order) => {
    const isFirst = !(await hasEvent(parts, taskKey(parts, name), "task-started"));
    await write(parts);
    return isFirst && triggerStarted(parts, ports, order, name.taskId);
  });
  if (due) ports.onDue?.();
}
