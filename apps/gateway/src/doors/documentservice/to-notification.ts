import type { Notification, Schedule } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import type { WireNotification } from "./wire.js";

export function toNotification(wire: WireNotification): Notification {
  return omitAbsent({
    id: wire["notification-id"],
    type: wire.type,
    recipient: wire.recipient,
    sender: wire.sender,
    header: wire.header,
    message: wire.message,
    schedules: wire.schedule.map(toSchedule),
  });
}

function toSchedule(wire: WireNotification["schedule"][number]): Schedule {
  return omitAbsent({
    stateIs: wire["state-is"],
    waitUntil: wire["wait-until"],
    wait: wire.wait,
    daysOfWeek: wire["days-of-week"],
    timeOfDay: wire["time-of-day"],
    timezone: wire.timezone,
  });
}
