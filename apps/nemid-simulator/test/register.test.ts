import { describe, expect, test } from "vitest";
import { ageAt, birthDate, drawCpr, drawCvr } from "../src/register/numbers.js";
import { findAliasFault, findPasswordFault } from "../src/register/password-rules.js";
import { drawFrom } from "../src/state/seeded-draw.js";

describe("CPR numbers", () => {
  test.each([
    ["0101000000", "1900-01-01"],
    ["3112993999", "1999-12-31"],
    ["0101364000", "2036-01-01"],
    ["0101374000", "1937-01-01"],
    ["0101005000", "2000-01-01"],
    ["0101575000", "2057-01-01"],
    ["0101585000", "1858-01-01"],
    ["0101369000", "2036-01-01"],
    ["6101900000", "1990-01-01"], // day + 60
    ["2902000000", undefined], // 1900 was no leap year
    ["2902005000", "2000-02-29"],
    ["0013900000", undefined],
    ["3201900000", undefined],
    ["9201900000", undefined],
    ["010190000", undefined],
    ["01019000000", undefined],
  ])("%s: born %s", (cpr, date) => expect(birthDate(cpr)?.toISOString().slice(0, 10)).toBe(date));

  test("drawn ones lie in the years asked for, with day + 60", () => {
    for (let at = 0; at < 300; at++) {
      const cpr = drawCpr(drawFrom("seed", at), { from: 1990, to: 2010 });
      expect(Number(cpr.slice(0, 2))).toBeGreaterThan(60);
      const year = birthDate(cpr)!.getUTCFullYear();
      expect(year >= 1990 && year <= 2010).toBe(true);
    }
  });

  test("an age grows on the birthday", () => {
    const born = new Date("2008-03-14");
    expect([ageAt(born, new Date("2023-03-13T23:59:59Z")), ageAt(born, new Date("2023-03-14T00:00:00Z"))]).toEqual([
      14, 15,
    ]);
  });
});

test("drawn CVR numbers hold modulus 11 and do not begin with 0", () => {
  for (let at = 0; at < 300; at++) {
    const cvr = drawCvr(drawFrom("seed", at));
    const sum = [2, 7, 6, 5, 4, 3, 2, 1].reduce((total, weight, place) => total + weight * Number(cvr[place]), 0);
    expect([cvr.length, sum % 11, cvr[0] === "0"]).toEqual([8, 0, false]);
  }
});

describe("passwords", () => {
  const user = { nemidNumber: "123456789", cpr: "6102034711" };
  test.each(["Bond007", "abc123", "a1".repeat(20), "p4ss w0rd", "x{}!#\"$'%^&,*()_+-=:;?.@1", "4821", "9911"])(
    "%s is accepted",
    (password) => expect(findPasswordFault(password, user)).toBeUndefined(),
  );
  test.each([
    "abc12",
    `${"a1".repeat(20)}x`,
    "abcdefg",
    "1234567",
    "æble123",
    "aaaa123",
    "1111abc",
    " abc123",
    "abc123 ",
    "x123456789",
    "x6102034711",
    "abc<123",
  ])("%s is refused", (password) => expect(findPasswordFault(password, user)).toBeDefined());
  test.each(["1111", "1234", "7890", "4321", "0203", "4711"])("the four digits %s are refused", (pin) =>
    expect(findPasswordFault(pin, user)).toBeDefined(),
  );
});

describe("user-ids", () => {
  test.each(["abcde", "x".repeat(48), "søren.å", "a-b_c@d+e", "12345678"])("%s is accepted", (alias) =>
    expect(findAliasFault(alias)).toBeUndefined(),
  );
  test.each(["abcd", "x".repeat(49), "with blank", "a/b/c/d", "123456789", "1234567890", "123456-7890", "line\nfeed"])(
    "%s is refused",
    (alias) => expect(findAliasFault(alias)).toBeDefined(),
  );
});
