import { describe, expect, it } from "vitest";
import { threeMonthsAfter } from "../../src/cpr/three-months-after.js";

describe("three calendar months after", () => {
  it.each([
    ["2026-03-02T09:00:00.000Z", "2026-06-02T09:00:00.000Z"],
    ["2026-01-31T23:59:59.999Z", "2026-04-30T23:59:59.999Z"],
    ["2026-11-30T10:00:00.000Z", "2027-02-28T10:00:00.000Z"],
    ["2027-11-30T10:00:00.000Z", "2028-02-29T10:00:00.000Z"],
    ["2026-12-31T00:00:00.000Z", "2027-03-31T00:00:00.000Z"],
    ["2026-10-15T00:00:00.000Z", "2027-01-15T00:00:00.000Z"],
    ["2028-02-29T12:00:00.000Z", "2028-05-29T12:00:00.000Z"],
  ])("%s is %s", (time, expected) => {
    expect(threeMonthsAfter(new Date(time)).toISOString()).toBe(expected);
  });
});
