import { nemidAgreement, nemidConfig, nemidSettings } from "@eid-gateway/nemid";
import { describe, expect, it } from "vitest";

const good = {
  client: { url: "http://localhost:8090/launcher" },
  pidCpr: { url: "https://localhost:8091/pid" },
  trust: { environment: "test", anchors: [`sha256:${"0a".repeat(32)}`] },
  revocation: { hosts: ["http://localhost:8090"] },
};
const pathsOf = (result: { error?: { issues: readonly { path: PropertyKey[] }[] } | undefined }) =>
  result.error?.issues.map((issue) => issue.path.join("."));

describe("the operator's settings", () => {
  it("use the limited client unless told", () => {
    expect(nemidSettings.parse(good).client.mode).toBe("lmt");
  });

  it.each([
    ["another scheme for the code file client", { codeFile: { url: "file:///codefile" } }, "codeFile.url"],
    ["no address for the code file client", { codeFile: {} }, "codeFile.url"],
    ["an unknown mode", { client: { ...good.client, mode: "large" } }, "client.mode"],
    ["an address that is none", { client: { url: "localhost:8090" } }, "client.url"],
    ["another scheme", { pidCpr: { url: "ftp://pid.example/" } }, "pidCpr.url"],
    ["an address of RID/CPR that is none", { ridCpr: { url: "/rid" } }, "ridCpr.url"],
    ["an address of the company register that is none", { companyRegister: { url: "cvr" } }, "companyRegister.url"],
    ["both environments", { trust: { ...good.trust, environment: "both" } }, "trust.environment"],
    ["no anchor", { trust: { ...good.trust, anchors: [] } }, "trust.anchors"],
    ["a fingerprint cut short", { trust: { ...good.trust, anchors: ["sha256:0a0a"] } }, "trust.anchors.0"],
    ["a file name as an anchor", { trust: { ...good.trust, anchors: ["root.pem"] } }, "trust.anchors.0"],
    ["no host to ask about revocation", { revocation: { hosts: [] } }, "revocation.hosts"],
    [
      "a revocation host with a path",
      { revocation: { hosts: ["http://ocsp.example/responder"] } },
      "revocation.hosts.0",
    ],
    ["a revocation host without a scheme", { revocation: { hosts: ["ocsp.example"] } }, "revocation.hosts.0"],
  ])("refuse %s", (_what, change, path) => {
    expect(pathsOf(nemidSettings.safeParse({ ...good, ...change }))).toEqual([path]);
  });
});

describe("the customer's agreement", () => {
  it("is none unless there is one", () => {
    const none = { cpr: "off", ridCpr: "off", remember: true };
    expect([nemidAgreement.parse(undefined), nemidAgreement.parse({})]).toEqual([none, none]);
  });

  it.each([4711, "4711"])("takes the SPID as number or text (%j)", (spid) => {
    expect(nemidAgreement.parse({ cpr: "match", spid })).toMatchObject({ cpr: "match", spid: "4711" });
  });

  it.each([
    ["match without SPID", { cpr: "match" }, "spid"],
    ["lookup without SPID", { cpr: "lookup" }, "spid"],
    ["employees' numbers without SPID", { ridCpr: "match" }, "spid"],
    ["an unknown mode for employees", { ridCpr: true, spid: 1 }, "ridCpr"],
    ["a wish to remember that is neither yes nor no", { remember: "yes" }, "remember"],
    ["an unknown mode", { cpr: "yes", spid: 1 }, "cpr"],
    ["a SPID that is no number", { cpr: "match", spid: "4711; DROP" }, "spid"],
    ["a SPID below one", { cpr: "match", spid: 0 }, "spid"],
  ])("is refused with %s", (_what, value, path) => {
    expect(pathsOf(nemidAgreement.safeParse(value))).toEqual([path]);
  });
});

describe("a method's config", () => {
  it("finds the VOCES under its usual name", () => {
    expect(nemidConfig.parse({})).toEqual({ credential: "voces" });
  });

  it.each([
    ["an empty name", { requestIssuer: "" }, "requestIssuer"],
    ["an empty list of names", { requestIssuer: [] }, "requestIssuer"],
    ["a nameless credential", { credential: "" }, "credential"],
  ])("is refused with %s", (_what, value, path) => {
    expect(pathsOf(nemidConfig.safeParse(value))).toEqual([path]);
  });
});
