import { birthDateOf, readCprNumber } from "@eid-gateway/nemid";
import { describe, expect, it } from "vitest";

describe("reading a CPR number", () => {
  it.each(["0102031234", "010203-1234", "010203 1234", "  010203-1234\n"])("takes %j", (written) => {
    expect(readCprNumber(written)?.reveal()).toBe("0102031234");
  });

  it("does not demand modulus 11", () => {
    expect(readCprNumber("0101650001")?.reveal()).toBe("0101650001");
  });

  it("takes a replacement number, whose day is raised by 60", () => {
    expect(readCprNumber("910165-0001")?.country).toBe("DK");
  });

  it.each([
    ["nothing", undefined],
    ["an empty text", ""],
    ["nine digits", "010203123"],
    ["eleven digits", "01020312345"],
    ["two hyphens", "010203--1234"],
    ["a hyphen elsewhere", "0102-031234"],
    ["letters", "01O203-1234"],
    ["digits of another script", "٠١٠٢٠٣١٢٣٤"],
    ["day 0", "0002031234"],
    ["day 32", "3202031234"],
    ["day 60", "6002031234"],
    ["day 92", "9202031234"],
    ["month 0", "0100031234"],
    ["month 13", "0113031234"],
    ["30 February", "3002031234"],
    ["29 February of a common year", "2902031234"],
    ["31 April", "3104031234"],
    ["the number that stands for unknown", "0000000000"],
  ])("refuses %s", (_what, written) => {
    expect(readCprNumber(written)).toBeUndefined();
  });
});

describe("the birth date in a CPR number", () => {
  it.each([
    ["0102030000", "1903-02-01"],
    ["0102993999", "1999-02-01"],
    ["0102364000", "2036-02-01"],
    ["0102374000", "1937-02-01"],
    ["0102575000", "2057-02-01"],
    ["0102585000", "1858-02-01"],
    ["0102008999", "2000-02-01"],
    ["0102369000", "2036-02-01"],
    ["0102379000", "1937-02-01"],
    ["6102030000", "1903-02-01"],
    ["2902004000", "2000-02-29"],
  ])("%s is %s", (digits, date) => {
    expect(birthDateOf(digits)).toBe(date);
  });
});
