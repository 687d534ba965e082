import type { Notification } from "../model/notification.js";
import { CHANNELS } from "../notify/channels.js";
import { checkAddress } from "./check-return-addresses.js";
import { checkSchedule } from "./check-schedule.js";
import { type Place, type Rule, type RuleContext, refuse } from "./rule.js";

const MOST_CHARACTERS = { header: 255, message: 10_000 };
const MOST_SCHEDULES = 10;
/** One address, without a name beside it: nothing that could begin another header or recipient. */
const EMAIL = /^[^\s@<>(),;:"[\]\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;
const PHONE = /^\+?[0-9][0-9 ]{3,18}[0-9]$/;
const SMS_SENDER = /^(?:\+?[0-9]{4,16}|[A-Za-z0-9 ]{1,11})$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
const LINE_END = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/** Whoever is told something can be told it: by a channel that is there, at an address that leads out. */
export const checkNotifications: Rule = (order, context) => {
  checkAll(order.notifications, context, ["notifications"]);
  refuseStart(order.notifications, ["notifications"]);
  for (const [index, { notifications }] of order.tasks.entries())
    checkAll(notifications, context, ["tasks", index, "notifications"]);
  for (const [index, { notifications }] of order.packagingTasks.entries()) {
    checkAll(notifications, context, ["packagingTasks", index, "notifications"]);
    refuseStart(notifications, ["packagingTasks", index, "notifications"]);
  }
};

/** One that would never be sent promises something. */
function refuseStart(notifications: readonly Notification[], place: Place): void {
  for (const [index, { schedules }] of notifications.entries()) {
    const at = schedules.findIndex(({ stateIs }) => stateIs === "started");
    if (at < 0) continue;
    const message = "only a task is started: put the notification into the task";
    refuse("invalid-value", message, [...place, index, "schedules", at, "stateIs"]);
  }
}

function checkAll(notifications: readonly Notification[], context: RuleContext, place: Place): void {
  for (const [index, one] of notifications.entries()) checkNotification(one, context, [...place, index]);
}

export function checkNotification(notification: Notification, context: RuleContext, place: Place): void {
  const { type, header, message, schedules } = notification;
  if (!context.deliver[CHANNELS[type]])
    refuse("invalid-value", `notifications of type ${type} cannot be sent: the gateway has no such channel`, [
      ...place,
      "type",
    ]);
  CHECK[type](notification, context, place);
  if (header !== undefined && (header.length > MOST_CHARACTERS.header || LINE_END.test(header)))
    refuse("invalid-value", `a header is one line of at most ${MOST_CHARACTERS.header} characters`, [
      ...place,
      "header",
    ]);
  if (message.length > MOST_CHARACTERS.message)
    refuse("invalid-value", `a message has at most ${MOST_CHARACTERS.message} characters`, [...place, "message"]);
  if (schedules.length > MOST_SCHEDULES)
    refuse("invalid-value", `a notification has at most ${MOST_SCHEDULES} schedules`, [...place, "schedules"]);
  for (const [index, schedule] of schedules.entries()) checkSchedule(schedule, [...place, "schedules", index]);
}

type Check = (notification: Notification, context: RuleContext, place: Place) => void;
const CHECK: Readonly<Record<Notification["type"], Check>> = {
  URL: ({ recipient }, { terms }, place) => checkAddress(recipient, terms.addresses, [...place, "recipient"]),
  EMAIL({ recipient, sender }, _, place) {
    if (!EMAIL.test(recipient)) refuse("address-refused", "it is not one e-mail address", [...place, "recipient"]);
    if (sender !== undefined && !EMAIL.test(sender))
      refuse("address-refused", "it is not one e-mail address", [...place, "sender"]);
  },
  SMS({ recipient, sender }, _, place) {
    if (!PHONE.test(recipient)) refuse("address-refused", "it is not a telephone number", [...place, "recipient"]);
    if (sender !== undefined && !SMS_SENDER.test(sender))
      refuse("address-refused", "an SMS's sender is a number, or up to 11 letters and digits", [...place, "sender"]);
  },
};
