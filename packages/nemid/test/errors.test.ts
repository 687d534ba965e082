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

/** The vendor's published list, by how each is handled: who can do something about it. */
const handled = {
  T: "APP009 APP010 SRV009 SRV012 AUTH009 AUTH010 AUTH012 AUTH013 AUTH014 AUTH015 AUTH016 OCES005 CAPP011 LIB002",
  I: "APP001 APP002 APP004 APP007 APP008 SRV001 SRV002 SRV003 SRV005 SRV008 SRV010 SRV011",
  C: "SRV006 CAN002 CAN003 CAN004 CAN005 CAN007 CAN008",
  N:
    "APP003 SRV004 AUTH001 AUTH003 AUTH005 AUTH006 AUTH007 AUTH008 AUTH018 AUTH021 LOCK002 LOCK003 CAN001 OCES001 OCES002 " +
    "OCES004 OCES006 CAPP001 CAPP002 CAPP003 CAPP004 CAPP006 CAPP007 CAPP010 CAPP012 CAPP013",
  Q: "AUTH004 LOCK001 CAPP008 CAPP009",
  U: "APP005 SRV007 AUTH011 AUTH017 AUTH019 AUTH020 CAN006 OCES003",
};

/** The same by the prefix of its code. */
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

  it.each(Object.entries(handled))("handles as %s what is", (handling, codes) => {
    const found = Object.entries(clientCodes).filter(
      ([code, each]) => each.handling === handling && code !== "unknown",
    );
    expect(found.map(([code]) => code).sort()).toEqual(codes.split(" ").sort());
  });

  it("tells people about each in words of their own language, not by a code", () => {
    for (const code of Object.keys(clientCodes)) {
      const [da, en] = [method.texts.da?.[`nemid:client:${code}`], method.texts.en[`nemid:client:${code}`]];
      expect([code, da, en]).toEqual([code, expect.stringMatching(/\w\.$/), expect.stringMatching(/\w\.$/)]);
      expect(da).not.toBe(en);
      expect(`${da} ${en}`).not.toMatch(/[A-Z]{3,4}\d{3}/);
    }
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
