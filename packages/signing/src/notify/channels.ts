import type { Notification } from "../model/notification.js";
import type { Deliverers } from "../ports.js";

/** By which port each type of notification goes out. */
export const CHANNELS = {
  URL: "url",
  EMAIL: "email",
  SMS: "sms",
} as const satisfies Record<Notification["type"], keyof Deliverers>;
