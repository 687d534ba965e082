/** Notifications that come to an order later, or are called off. */
import type { Notification } from "../model/notification.js";
import type { Order } from "../model/order.js";
import { choresOf, notificationName } from "../notify/chores-of.js";
import { noteExpired } from "../notify/note-expired.js";
import { orderState } from "../notify/order-state.js";
import type { SigningPorts } from "../ports.js";
import { checkNotification } from "../rules/check-notifications.js";
import { SigningError } from "../signing-error.js";
import { insertChores } from "../tables/chore-rows.js";
import { choreSubject, type OrderName } from "../tables/keys.js";
import { changeOrder, saveOrder } from "../tables/order-rows.js";
import { readTasks, taskIn } from "../tables/task-rows.js";

/** One whose state has come already waits from now. */
export async function addNotification(
  ports: SigningPorts,
  name: OrderName,
  taskId: string | undefined,
  added: Notification,
): Promise<void> {
  const { service } = name;
  checkNotification(added, { ...ports, service, terms: ports.terms(service) }, ["notification"]);
  await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    await noteExpired(parts, ports, kept); // or the job that does it would tell the new one again
    const tasks = await readTasks(parts, [kept.key]);
    const task = taskId === undefined ? undefined : taskIn(tasks, taskId);
    const present = notificationsOf(kept.order, taskId);
    refuseMore(present, added, ports.terms(service).limits.notifications);
    const order = withNotifications(kept.order, taskId, [...present, added]);
    await saveOrder(parts, kept, { order, disabled: kept.disabled });
    const state = task ? task.status : orderState(new Map(tasks.map(({ id, status }) => [id, status])));
    const level = task ? "task" : "order";
    const chores = choresOf(parts, ports, kept, { notifications: [added], level, owner: taskId ?? "", state });
    await insertChores(parts, kept, chores);
  });
  ports.onDue?.();
}

function refuseMore(present: readonly Notification[], { id }: Notification, most: number): void {
  const place = ["notification", "id"];
  if (id === "") throw new SigningError("invalid-value", "a notification needs an id", { place });
  if (present.some((one) => one.id === id))
    throw new SigningError("duplicate-notification-id", "there is a notification with this id already", { place });
  if (present.length >= most) throw new SigningError("invalid-value", `there are ${most} notifications already`);
}

/** Those that wait are called off, those that would come are not made. Twice is once. */
export async function disableNotifications(
  ports: SigningPorts,
  name: OrderName,
  taskId: string | undefined,
  ids: readonly string[],
): Promise<void> {
  await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    if (taskId !== undefined) taskIn(await readTasks(parts, [kept.key]), taskId);
    const known = new Set(notificationsOf(kept.order, taskId).map(({ id }) => id));
    const unknown = ids.find((id) => !known.has(id));
    if (unknown !== undefined)
      throw new SigningError("unknown-notification", `there is no notification ${JSON.stringify(unknown)} here`);
    const level = taskId === undefined ? "order" : "task";
    const names = ids.map((id) => notificationName(level, taskId ?? "", id));
    await saveOrder(parts, kept, { order: kept.order, disabled: [...new Set([...kept.disabled, ...names])] });
    const about = ids.map((id) => choreSubject(parts, name, level, taskId ?? "", id));
    await parts.db.deleteFrom("signing_chores").where("order_id", "=", kept.key).where("about", "in", about).execute();
  });
}

function notificationsOf({ notifications, tasks }: Order, taskId: string | undefined): readonly Notification[] {
  return taskId === undefined ? notifications : (tasks.find(({ id }) => id === taskId)?.notifications ?? []);
}

function withNotifications(order: Order, taskId: string | undefined, notifications: readonly Notification[]): Order {
  if (taskId === undefined) return { ...order, notifications };
  return { ...order, tasks: order.tasks.map((task) => (task.id === taskId ? { ...task, notifications } : task)) };
}
