import { describe, expect, it } from "vitest";
import { acme, acmeWith, CUSTOMER, customerData, gatewayData, load, mistakesIn, warningsIn } from "./config-folder.js";

const withTargets = (...targets: readonly object[]) => acmeWith.customer({ saml: { targets } });

describe("SAML targets", () => {
  it("get what they need by default: all that the agreements allow, and prefill by address", () => {
    const { saml } = load(withTargets({ url: "https://acme.dk/saml" })).customers.get("acme")!;
    expect(saml).toEqual({
      targets: [{ url: "https://acme.dk/saml", continuesTo: [], nationalId: true, organization: true }],
      prefillByGet: true,
    });
  });

  it("are none for a customer that says nothing of SAML", () => {
    expect(load(acmeWith.customer({})).customers.get("acme")!.saml.targets).toEqual([]);
  });

  it.each(["https://acme.dk", "https://acme.dk/", "https://acme.dk:8443/a/b.aspx", "https://xn--bl-yia.dk/saml"])(
    "may be %s",
    (url) => {
      expect(load(withTargets({ url })).customers.get("acme")!.saml.targets[0]?.url).toBe(url);
    },
  );

  it.each([
    ["/saml", "is not an absolute address"],
    ["acme.dk/saml", "is not an absolute address"],
    ["dk.acme.app:/saml", "is not a web address"],
    ["javascript:alert(1)", "is not a web address"],
    ["https://acme.dk/saml?state=1", "has a query"],
    ["https://acme.dk/saml?", "has a query"],
    ["https://acme.dk/saml#x", "has a fragment"],
    ["https://user@acme.dk/saml", "has a user name or password"],
    ["https://*.acme.dk/saml", "has a wildcard"],
    ["https://acme.dk\\saml", "has a backslash"],
    ["https://acme.dk/a b", "has a backslash, a space"],
    ["https://blå.dk/saml", "has a backslash, a space or another character"],
    ["https://acme.dk/a/../saml", "has . or .. as a step"],
    ["https://acme.dk/%2e%2e/saml", "has . or .. as a step"],
    ["HTTPS://acme.dk/saml", "is not written as browsers write it > write https://acme.dk/saml"],
    ["https://ACME.dk/saml", "is not written as browsers write it > write https://acme.dk/saml"],
    ["https://acme.dk:443/saml", "is not written as browsers write it > write https://acme.dk/saml"],
    ["https://0x7f.1/saml", "is not written as browsers write it > write https://127.0.0.1/saml"],
    ['https://acme.dk/"saml', "is not written as browsers write it"],
  ])("may not be %s", (url, problem) => {
    expect(mistakesIn(withTargets({ url }))).toEqual([expect.stringContaining(problem)]);
  });

  it("are named once each", () => {
    const mistakes = mistakesIn(withTargets({ url: "https://acme.dk/a" }, { url: "https://acme.dk/a" }));
    expect(mistakes).toEqual([expect.stringContaining("saml.targets[1].url: names something twice")]);
  });

  it("go on to origins, not to addresses", () => {
    const mistakes = mistakesIn(withTargets({ url: "https://acme.dk/a", continuesTo: ["https://www.acme.dk/x"] }));
    expect(mistakes).toEqual([expect.stringContaining("continuesTo[0]: is not a bare origin")]);
  });

  it("are https, off this machine: a mistake in production, a warning in a test environment", () => {
    const targets = [{ url: "http://acme.dk/saml", continuesTo: ["http://www.acme.dk"] }];
    expect(warningsIn(withTargets(...targets))).toEqual([
      expect.stringContaining("saml.targets[0].url: is http to another machine"),
      expect.stringContaining("saml.targets[0].continuesTo[0]: is http to another machine"),
    ]);
    const gateway = { ...gatewayData, environment: "production" };
    const root = acme({ "gateway.yaml": gateway, [CUSTOMER]: { ...customerData, saml: { targets } } });
    expect(mistakesIn(root)).toHaveLength(2);
    expect(warningsIn(withTargets({ url: "http://localhost:3000/saml" }))).toEqual([]);
  });

  it("know no other member", () => {
    expect(mistakesIn(withTargets({ url: "https://acme.dk/a", nationalid: true }))).toEqual([
      expect.stringContaining("nationalid"),
    ]);
  });
});

describe("who SAML answers are from", () => {
  it("is the gateway's own host unless the operator says otherwise", () => {
    expect(load(acmeWith.gateway({})).gateway.saml).toEqual({
      issuer: "id.example.dk/std",
      subject: { CN: "id.example.dk/std" },
      keys: [],
    });
  });

  it("may be the names that old clients were told", () => {
    const subject = { CN: "id.hub.example/std", OU: "Hub", O: "Hub", L: "Aarhus", ST: "Denmark", C: "DK" };
    const { saml } = load(acmeWith.gateway({ saml: { issuer: "id.hub.example/std", subject } })).gateway;
    expect(saml).toEqual({ issuer: "id.hub.example/std", subject, keys: [] });
  });

  it("is cut to what a certificate's name can hold", () => {
    const host = `https://${"long-".repeat(10)}host.example.dk:8443`;
    expect(load(acmeWith.gateway({ host })).gateway.saml.subject.CN).toHaveLength(64);
  });

  it.each([
    [{ issuer: "" }, "saml.issuer"],
    [{ issuer: "two words" }, "saml.issuer"],
    [{ subject: { CN: "x".repeat(65) } }, "saml.subject.CN"],
    [{ subject: { CN: "a\u0000b" } }, "saml.subject.CN"],
    [{ subject: { C: "Denmark" } }, "saml.subject.C"],
    [{ subject: { E: "mail" } }, "saml.subject"],
    [{ keys: [{ file: "absent.p12", password: "x" }] }, "saml.keys[0].file"],
  ])("has no %j", (saml, path) => {
    expect(mistakesIn(acmeWith.gateway({ saml }))).toEqual([expect.stringContaining(path)]);
  });
});
