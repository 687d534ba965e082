import { EidError } from "@eid-gateway/core";
import { codeFileClient } from "@eid-gateway/nemid";
import { describe, expect, it } from "vitest";
import { type BenchOptions, openBench, operator } from "./login/bench.js";

const production = "sha256:92D8092EE77BC9208F0897DC05271894E63EF27933AE537FB983EEF0EAE3EEC8";
const trust = operator.settings.trust as object;

function issuesOf(options: BenchOptions): readonly (string | undefined)[] {
  try {
    openBench(options);
    return [];
  } catch (error) {
    if (!(error instanceof EidError)) throw error;
    expect([error.code, error.category]).toEqual(["nemid:setup", "misconfigured"]);
    return error.issues.map(({ path }) => path?.join("."));
  }
}

describe("opening a NemID method", () => {
  it.each<[string, BenchOptions, string]>([
    ["a credential the customer lacks", { config: { credential: "gone" } }, "config.credential"],
    [
      "PEM that holds no certificate",
      { settings: { trust: { ...trust, anchors: [pemOf("AAAA")] } } },
      "settings.trust.anchors",
    ],
    [
      "the production root among test's",
      { settings: { trust: { ...trust, anchors: [production] } } },
      "settings.trust.anchors",
    ],
    [
      "a CPR agreement without the service's address",
      { cpr: "match", settings: { pidCpr: undefined } },
      "settings.pidCpr",
    ],
    [
      "the code file client without its address",
      { client: codeFileClient, settings: { codeFile: undefined } },
      "settings.codeFile",
    ],
    ["lookup in the private sector", { cpr: "lookup" }, "agreement.cpr"],
  ])("is refused with %s", (_what, options, path) => {
    expect(issuesOf(options)).toEqual([path]);
  });

  it("says every mistake at once", () => {
    const options: BenchOptions = {
      cpr: "lookup",
      config: { credential: "gone" },
      settings: { pidCpr: undefined, trust: { ...trust, anchors: [production] } },
    };
    expect(issuesOf(options)).toEqual([
      "settings.trust.anchors",
      "config.credential",
      "agreement.cpr",
      "settings.pidCpr",
    ]);
  });

  it("needs no address of the code file client for the key card", () => {
    expect(issuesOf({ settings: { codeFile: undefined } })).toEqual([]);
  });

  it("needs no PID/CPR address without an agreement", () => {
    expect(issuesOf({ settings: { pidCpr: undefined } })).toEqual([]);
  });
});

function pemOf(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`;
}

describe("an opened method says that it finds out national numbers", () => {
  it.each<[string, BenchOptions, boolean]>([
    ["where persons' numbers are matched", { cpr: "match" }, true],
    ["not where there is no agreement", { cpr: "off" }, false],
    ["not where only persons' are, and employees come", { cpr: "match", accepts: ["MOCES"] }, false],
    ["where employees' are, and employees come", { agreement: { ridCpr: "match" }, accepts: ["MOCES"] }, true],
    ["not without the follow-up that does it", { cpr: "match", followUps: [] }, false],
  ])("%s", (_what, options, expected) => {
    expect(openBench(options).open.findsNationalId).toBe(expected);
  });
});
