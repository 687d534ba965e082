/** A task's end without a signature: the person refuses, or it was somebody else who signed. */

import type { StoredFile } from "../model/document.js";
import { triggerChange } from "../notify/trigger.js";
import type { SigningPorts } from "../ports.js";
import { insertEvents } from "../tables/event-rows.js";
import { insertFile } from "../tables/file-rows.js";
import { fileKey, type TaskName } from "../tables/keys.js";
import { changeOrder } from "../tables/order-rows.js";
import { endTask, readTasks, taskIn } from "../tables/task-rows.js";

const MOST_MISSES = 3;

/** False: it was no longer open. */
export async function rejectTask(ports: SigningPorts, name: TaskName, reason?: string): Promise<boolean> {
  const { rejected, due } = await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    const tasks = await readTasks(parts, [kept.key]);
    const task = taskIn(tasks, name.taskId);
    if (!(await endTask(parts, task, "rejected"))) return { rejected: false };
    const data = reason === undefined ? {} : { data: reason };
    await insertEvents(parts, kept, [{ event: "task-rejected", task: task.key, ...data }]);
    const changed = new Map([[task.id, "rejected"]] as const);
    return { rejected: true, due: await triggerChange(parts, ports, kept, tasks, changed) };
  });
  if (due) ports.onDue?.();
  return rejected;
}

type Withheld = { readonly evidence: StoredFile; readonly reason: string };

/** What somebody else signed is kept and delivered to nobody. A task that is over keeps it as well, and stays over. */
export async function withholdResult(
  ports: SigningPorts,
  name: TaskName,
  { evidence, reason }: Withheld,
): Promise<"open" | "rejected"> {
  const { ended, due } = await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    const tasks = await readTasks(parts, [kept.key]);
    const task = taskIn(tasks, name.taskId);
    const misses = task.misses + 1;
    await parts.db.updateTable("signing_tasks").set({ misses }).where("id", "=", task.key).execute();
    const key = fileKey(parts, "withheld", name.service, name.orderId, name.taskId, String(misses));
    const holder = { key, kind: "withheld", order: kept.key, expires: kept.expires } as const;
    await insertFile(parts, holder, { mediaType: evidence.mediaType, taskId: task.id }, evidence.bytes);
    await insertEvents(parts, kept, [{ event: "error", task: task.key, data: reason }]);
    if (task.status !== "created") return { ended: true };
    if (misses < MOST_MISSES || !(await endTask(parts, task, "rejected"))) return { ended: false };
    await insertEvents(parts, kept, [{ event: "task-rejected", task: task.key, data: reason }]);
    const changed = new Map([[task.id, "rejected"]] as const);
    return { ended: true, due: await triggerChange(parts, ports, kept, tasks, changed) };
  });
  if (due) ports.onDue?.();
  return ended ? "rejected" : "open";
}
