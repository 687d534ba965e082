import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schedule } from "../src/model/notification.js";
import { dueAt } from "../src/notify/due-at.js";
import { instantAt, localTimeOf } from "../src/notify/local-time.js";

const due = (since: string, schedule: Partial<Schedule>, zone = "Europe/Copenhagen") =>
  new Date(dueAt({ stateIs: "created", ...schedule }, Date.parse(since), zone)).toISOString().replace(":00.000", "");

describe("when a notification is due", () => {
  it("is at once, after its wait, or at its time; a time that has passed is now", () => {
    expect(due("2023-06-01T12:00Z", {})).toBe("2023-06-01T12:00Z");
    expect(due("2023-06-01T12:00Z", { wait: { days: 1, hours: 2, minutes: 3 } })).toBe("2023-06-02T14:03Z");
    expect(due("2023-06-01T12:00Z", { waitUntil: new Date("2023-06-03T00:00Z") })).toBe("2023-06-03T00:00Z");
    expect(due("2023-06-01T12:00Z", { waitUntil: new Date("2023-05-03T00:00Z") })).toBe("2023-06-01T12:00Z");
  });

  it.each([
    ["the next of its days, from midnight there", "2023-06-01T12:00Z", { daysOfWeek: "MON,TUE" }, "2023-06-04T22:00Z"],
    ["now, on one of its days", "2023-06-01T12:00Z", { daysOfWeek: "thu" }, "2023-06-01T12:00Z"],
    ["its hour today, when that is to come", "2023-06-01T12:00Z", { timeOfDay: "15:30" }, "2023-06-01T13:30Z"],
    ["this very minute", "2023-06-01T12:00Z", { timeOfDay: "14:00" }, "2023-06-01T12:00Z"],
    ["its hour tomorrow, when today's has passed", "2023-06-01T12:00Z", { timeOfDay: "13:59" }, "2023-06-02T11:59Z"],
    [
      "its hour on the next of its days",
      "2023-06-02T12:00Z",
      { daysOfWeek: "MON,TUE,WED,THU,FRI", timeOfDay: "09:00" },
      "2023-06-05T07:00Z",
    ],
    [
      "a week later, on its only day after its hour",
      "2023-06-01T12:00Z",
      { daysOfWeek: "THU", timeOfDay: "09:00" },
      "2023-06-08T07:00Z",
    ],
    ["by the day of its zone, not of UTC", "2023-06-01T22:30Z", { daysOfWeek: "FRI" }, "2023-06-01T22:30Z"],
    ["after the wait, not before", "2023-06-01T12:00Z", { wait: { days: 1 }, timeOfDay: "13:00" }, "2023-06-03T11:00Z"],
    [
      "in the zone that it names",
      "2023-06-01T12:00Z",
      { timeOfDay: "09:00", timezone: "Asia/Tokyo" },
      "2023-06-02T00:00Z",
    ],
    [
      "by the half hour of some zones",
      "2023-06-01T12:00Z",
      { timeOfDay: "09:00", timezone: "Asia/Kolkata" },
      "2023-06-02T03:30Z",
    ],
  ] as const)("is %s", (_, since, schedule, expected) => {
    expect(due(since, schedule)).toBe(expected);
  });

  it("keeps its hour on the wall through both changes of the clock", () => {
    const at = { timeOfDay: "09:00" };
    expect(due("2023-03-25T09:00Z", at)).toBe("2023-03-26T07:00Z"); // the night summer time begins
    expect(due("2023-03-24T09:00Z", at)).toBe("2023-03-25T08:00Z");
    expect(due("2023-10-28T09:00Z", at)).toBe("2023-10-29T08:00Z"); // the night it ends
    expect(due("2023-10-27T09:00Z", at)).toBe("2023-10-28T07:00Z");
  });

  it("is an hour later for an hour that the night does not have, and the first of two that it has twice", () => {
    expect(due("2023-03-26T00:00Z", { timeOfDay: "02:30" })).toBe("2023-03-26T01:30Z"); // 03:30 there
    expect(due("2023-10-28T22:00Z", { timeOfDay: "02:30" })).toBe("2023-10-29T00:30Z"); // still summer time
    expect(due("2023-10-29T00:45Z", { timeOfDay: "02:30" })).toBe("2023-10-30T01:30Z"); // the second is not another chance
  });

  it("begins a day where its midnight does, also where midnight is skipped", () => {
    // In Santiago the clock went from 00:00 to 01:00 on 3 September 2023.
    expect(due("2023-09-02T12:00Z", { daysOfWeek: "SUN", timezone: "America/Santiago" })).toBe("2023-09-03T04:00Z");
  });

  it("is never before it may be, at most eight days after, and shows its hour unless the night has it not", () => {
    const zone = fc.constantFrom(
      "Europe/Copenhagen",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "UTC",
    );
    const days = fc.subarray(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], { minLength: 1 });
    const moment = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
    const clock = fc.tuple(fc.nat(23), fc.nat(59));
    fc.assert(
      fc.property(moment, zone, days, clock, (since, timezone, on, [hour, minute]) => {
        const timeOfDay = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
        const at = dueAt({ stateIs: "created", daysOfWeek: on.join(","), timeOfDay, timezone }, since, "UTC");
        expect(at).toBeGreaterThanOrEqual(since);
        expect(at - since).toBeLessThanOrEqual(8 * 24 * 60 * 60_000);
        const local = localTimeOf(at, timezone);
        const shown = local.hour * 60 + local.minute - (hour * 60 + minute);
        expect([0, 30, 60]).toContain(shown);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe("the time on a wall", () => {
  it("comes back from a moment and to it, in every hour of a year", () => {
    for (const zone of ["Europe/Copenhagen", "America/St_Johns", "Pacific/Apia"]) {
      for (let moment = Date.UTC(2023, 0); moment < Date.UTC(2024, 0); moment += 60 * 60_000) {
        const local = localTimeOf(moment, zone);
        const back = instantAt(local, local.hour, local.minute, zone);
        expect([moment, moment - 60 * 60_000]).toContain(back); // of an hour that comes twice, the first
      }
    }
  });
});
