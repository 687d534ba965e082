import type { Notification } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import type { Revision } from "./revision.js";
import type { WireNotification } from "./wire.js";

export function fromNotification(notification: Notification, { status }: Revision): WireNotification {
  return omitAbsent({
    type: notification.type,
    "notification-id": notification.id,
    recipient: notification.recipient,
    sender: notification.sender,
    header: notification.header,
    message: notification.message,
    schedule: notification.schedules.flatMap(({ stateIs, ...schedule }) =>
      stateIs === "started" // of an order by JSON; this schema has no word for it
        ? []
        : omitAbsent({
            "state-is": status(stateIs),
            "wait-until": schedule.waitUntil,
            wait: schedule.wait,
            "days-of-week": schedule.daysOfWeek,
            "time-of-day": schedule.timeOfDay,
            timezone: schedule.timezone,
          }),
    ),
  });
}
