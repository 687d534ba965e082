/** The notifications of a moment, as chores. */
import type { TableParts } from "@eid-gateway/storage";
import type { Notification } from "../model/notification.js";
import type { SigningPorts } from "../ports.js";
import type { Chore, MessageChore } from "../tables/chore-rows.js";
import { choreSubject } from "../tables/keys.js";
import type { KeptOrder } from "../tables/order-rows.js";
import { dueAt } from "./due-at.js";
import { fillMessage } from "./fill-message.js";

export type NotifyPorts = Pick<SigningPorts, "taskUrl" | "terms">;
type Level = MessageChore["level"];
export type Happening = {
  readonly notifications: readonly Notification[];
  readonly level: Level;
  readonly owner: string; // a task's id, a packaging task's, ""
  readonly state: string;
};

type Told = Pick<KeptOrder, "order" | "disabled">;

/** One for each schedule of the state. Without schedules it is the end that is told. */
export function choresOf(
  parts: TableParts,
  ports: NotifyPorts,
  { order, disabled }: Told,
  happening: Happening,
): readonly Chore[] {
  const { notifications, level, owner, state } = happening;
  const { timezone } = ports.terms(order.service);
  const name = { service: order.service, orderId: order.id };
  return notifications
    .filter(({ id }) => !disabled.includes(notificationName(level, owner, id)))
    .flatMap((notification) => {
      const times = dueTimes(notification, state, parts.now(), timezone);
      const taskId = level === "task" ? { taskId: owner } : {};
      const body = {
        kind: "notification",
        notificationId: notification.id,
        channel: notification.type,
        level,
        message: fillMessage(ports, order, { notification, ...taskId, state }),
      } as const;
      const about = choreSubject(parts, name, level, owner, notification.id);
      return times.map((due) => ({ about, due, body }));
    });
}

function dueTimes({ schedules }: Notification, state: string, now: number, timezone: string): readonly number[] {
  if (schedules.length === 0) return state === "completed" ? [now] : [];
  const times = schedules.filter(({ stateIs }) => stateIs === state).map((schedule) => dueAt(schedule, now, timezone));
  return [...new Set(times)];
}

export function notificationName(level: Level, owner: string, id: string): string {
  return JSON.stringify([level, owner, id]);
}

export function areDue({ now }: TableParts, chores: readonly Chore[]): boolean {
  return chores.some(({ due }) => due !== null && due <= now());
}
