import type { Schedule } from "../model/notification.js";
import { readWeekdays, WEEKDAYS } from "../rules/check-schedule.js";
import { instantAt, type LocalDay, localTimeOf } from "./local-time.js";

const MINUTE_MS = 60_000;
const DAYS_AHEAD = 8;

/** When a notification is due whose state has come at `since`: after its wait, then moved to the schedule's days and hour. */
export function dueAt(schedule: Schedule, since: number, usualZone: string): number {
  const { waitUntil, wait } = schedule;
  const earliest = waitUntil ? Math.max(waitUntil.getTime(), since) : since + waitMs(wait);
  return inOfficeHours(schedule, earliest, schedule.timezone ?? usualZone);
}

function waitMs({ days = 0, hours = 0, minutes = 0 }: NonNullable<Schedule["wait"]> = {}): number {
  return ((days * 24 + hours) * 60 + minutes) * MINUTE_MS;
}

/** The first moment, not before `earliest`, on one of the days and at the time of day; a day without a time begins at midnight. */
function inOfficeHours({ daysOfWeek, timeOfDay }: Schedule, earliest: number, zone: string): number {
  if (daysOfWeek === undefined && timeOfDay === undefined) return earliest;
  const allowed: readonly string[] = (daysOfWeek === undefined ? undefined : readWeekdays(daysOfWeek)) ?? WEEKDAYS;
  const [hour = 0, minute = 0] = (timeOfDay ?? "00:00").split(":").map(Number);
  const today = localTimeOf(earliest, zone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const day = plusDays(today, ahead);
    if (!allowed.includes(WEEKDAYS[weekdayOf(day)]!)) continue;
    if (ahead === 0 && timeOfDay === undefined) return earliest;
    const moment = instantAt(day, hour, minute, zone);
    if (moment >= earliest) return moment;
  }
  return earliest; // not reached: every week has each of its days
}

function plusDays({ year, month, day }: LocalDay, days: number): LocalDay {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function weekdayOf({ year, month, day }: LocalDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
