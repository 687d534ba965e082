import { isToldOfStart, triggerStarted } from "../notify/trigger-started.js";
import type { SigningPorts } from "../ports.js";
import type { SittingEvent } from "../signing.js";
import { hasEvent, insertEvents } from "../tables/event-rows.js";
import { type TaskName, taskKey } from "../tables/keys.js";
import { changeOrder } from "../tables/order-rows.js";
import { unknownTask } from "../tables/task-rows.js";

/**
 * What a person did goes into the task's history. That they began is told to who asked for it, the first time. In the order's turn: of
 * several browsers one is the first, and an order that is deleted at this moment keeps nothing of who read it.
 */
export async function recordEvent(ports: SigningPorts, name: TaskName, event: SittingEvent): Promise<void> {
  const due = await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    const task = kept.order.tasks.find(({ id }) => id === name.taskId);
    if (!task) throw unknownTask();
    const key = taskKey(parts, name);
    const mayTell = event.event === "task-started" && isToldOfStart(task);
    const isFirst = mayTell && !(await hasEvent(parts, key, event.event));
    await insertEvents(parts, kept, [{ ...event, task: key }]);
    return isFirst && triggerStarted(parts, ports, kept, name.taskId);
  });
  if (due) ports.onDue?.();
}
