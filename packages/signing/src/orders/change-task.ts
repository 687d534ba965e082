/** Small changes of a task by the customer. */
import { triggerChange } from "../notify/trigger.js";
import type { SigningPorts } from "../ports.js";
import { SigningError } from "../signing-error.js";
import { insertEvents } from "../tables/event-rows.js";
import type { TaskName } from "../tables/keys.js";
import { changeOrder } from "../tables/order-rows.js";
import { endTask, readTasks, taskIn } from "../tables/task-rows.js";

/** A task that is disabled is over for good, and the order waits for it no more. Twice is once. */
export async function disableTask(ports: SigningPorts, name: TaskName): Promise<void> {
  const due = await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    const tasks = await readTasks(parts, [kept.key]);
    const task = taskIn(tasks, name.taskId);
    if (task.status === "deleted") return false;
    if (!(await endTask(parts, task, "deleted"))) throw new SigningError("task-not-open", `the task is ${task.status}`);
    await insertEvents(parts, kept, [{ event: "document-deleted", task: task.key }]);
    return triggerChange(parts, ports, kept, tasks, new Map([[task.id, "deleted"]]));
  });
  if (due) ports.onDue?.();
}

const MOST_CHARACTERS = 255;

/** The customer's own word for where a task stands; it is kept beside ours and has no effect. */
export async function setClientStatus(ports: SigningPorts, name: TaskName, clientStatus: string): Promise<void> {
  if (clientStatus.length > MOST_CHARACTERS)
    throw new SigningError("invalid-value", `a client-status has at most ${MOST_CHARACTERS} characters`, {
      place: ["clientStatus"],
    });
  await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    const { id, key, place } = taskIn(await readTasks(parts, [kept.key]), name.taskId);
    const bound = { id: key, order_id: kept.key, service: name.service, place };
    await parts.db
      .updateTable("signing_tasks")
      .set({ ...parts.sealer.seal("signing_tasks", bound, { id, clientStatus }), updated: parts.now() })
      .where("id", "=", key)
      .execute();
  });
}
