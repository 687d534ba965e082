import { clientCodes, defineNemidLogin, errorMeanings, keycardClient, nemidConfig } from "@eid-gateway/nemid";
import { describe, expect, it } from "vitest";
import { failOfClient } from "../src/errors/errors.js";

const method = defineNemidLogin({
  id: "nemid-bare",
  displayName: { en: "NemID" },
  client: keycardClient,
  accepts: ["POCES"],
  configSchema: nemidConfig,
  followUps: [],
});

/** The vendor's published list, by the prefix of its code. */
const published = {
  APP: [1, 2, 3, 4, 5, 7, 8, 9, 10],
  SRV: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  AUTH: [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
  LOCK: [1, 2, 3],
  CAN: [1, 2, 3, 4, 5, 6, 7, 8],
  OCES: [1, 2, 3, 4, 5, 6],
  CAPP: [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13],
  LIB: [2],
};

describe("the catalogue of the client's codes", () => {
  it("has every published code and one for the rest", () => {
    const codes = Object.entries(published).flatMap(([prefix, numbers]) =>
      numbers.map((number) => `${prefix}${String(number).padStart(3, "0")}`),
    );
    expect(Object.keys(clientCodes).sort()).toEqual([...codes, "unknown"].sort());
  });

  it.each([
    ["SRV003", "misconfigured"],
    ["CAN007", "cancelled"],
    ["SRV006", "cancelled"],
    ["AUTH004", "refused"],
    ["LIB002", "refused"],
    ["CAN001", "refused"],
  ])("%s is %s", (code, category) => {
    expect(failOfClient(code)).toMatchObject({ code: `nemid:client:${code}`, category });
  });

  it("names a code it does not know to the operator, under a code that is declared", () => {
    const error = failOfClient("XYZ123");
    expect(error).toMatchObject({ code: "nemid:client:unknown", category: "refused" });
    expect(error.message).toContain("XYZ123");
  });

  it.each(["constructor", "toString", "__proto__"])("does not take %s for a code", (code) => {
    expect(failOfClient(code).code).toBe("nemid:client:unknown");
  });
});

describe("a method's errors", () => {
  it("each have a sentence in Danish and one in English", () => {
    for (const code of Object.keys(method.errors)) {
      expect(method.texts.en[code], code).toBeTruthy();
      expect(method.texts.da?.[code], code).toBeTruthy();
    }
  });

  it("each have a meaning for the operator", () => {
    expect(Object.keys(errorMeanings).sort()).toEqual(Object.keys(method.errors).sort());
  });
});
