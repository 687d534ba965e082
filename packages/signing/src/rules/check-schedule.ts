import type { Schedule } from "../model/notification.js";
import { type Place, refuse } from "./rule.js";

export const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** As far as an order can live. */
const MOST_WAIT_MINUTES = 400 * 24 * 60;

/** The formats are ours, the reference has none: "MON,TUE", "HH:mm", a zone of the IANA database. */
export function checkSchedule(schedule: Schedule, place: Place): void {
  const { wait, waitUntil, daysOfWeek, timeOfDay, timezone } = schedule;
  if (wait && waitUntil) refuse("invalid-value", "a schedule waits for a time or until one, not both", place);
  if (wait) checkWait(wait, [...place, "wait"]);
  if (waitUntil && Number.isNaN(waitUntil.getTime())) refuse("invalid-value", "it is no time", [...place, "waitUntil"]);
  if (daysOfWeek !== undefined && !readWeekdays(daysOfWeek))
    refuse("invalid-value", `days are named as in "MON,TUE": ${WEEKDAYS.join(", ")}`, [...place, "daysOfWeek"]);
  if (timeOfDay !== undefined && !TIME_OF_DAY.test(timeOfDay))
    refuse("invalid-value", 'a time of day is written "HH:mm", as "09:00"', [...place, "timeOfDay"]);
  if (timezone !== undefined && !isTimezone(timezone))
    refuse("invalid-value", 'a time zone has a name like "Europe/Copenhagen"', [...place, "timezone"]);
}

function checkWait({ days = 0, hours = 0, minutes = 0 }: NonNullable<Schedule["wait"]>, place: Place): void {
  const parts = [days, hours, minutes];
  const fits = parts.every((part) => Number.isSafeInteger(part) && part >= 0);
  if (fits && (days * 24 + hours) * 60 + minutes <= MOST_WAIT_MINUTES) return;
  refuse("invalid-value", "a wait is whole days, hours and minutes, none below 0, at most 400 days", place);
}

export function readWeekdays(text: string): readonly Weekday[] | undefined {
  const days = text.split(",").map((day) => day.trim().toUpperCase());
  return days.every((day): day is Weekday => WEEKDAYS.includes(day as Weekday)) ? (days as Weekday[]) : undefined;
}

/** Offsets such as "+01:00" are none: they know no summer. */
function isTimezone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
