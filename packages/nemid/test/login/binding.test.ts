/**
 * Authentication-based signing: the person signs a log-in whose challenge carries the digest of what they sign. What counts is what
 * stands in the signed bytes, in every method that logs in.
 */
import { chooseOrganization, codeFileClient, cprNumber } from "@eid-gateway/nemid";
import { company } from "@eid-gateway/nemid/testing";
import { findProperty, readMessage } from "@eid-gateway/oces";
import type { IssuedCertificate } from "@eid-gateway/oces-testing";
import { describe, expect, it } from "vitest";
import { type BenchOptions, codeOf, identityIn, openBench, operator } from "./bench.js";

const { ca } = operator;
const anna = await ca.issuePoces({ name: "Anna Test" });
const bo = await ca.issueMoces({ name: "Bo Ansat" });
const binding = "Y2NsCVn5nV3NUKHYl1HkWR3kcO2Fi_ZdUtvS1oYDQL0-";
const wants = { needs: { nationalId: false, organization: false }, binding };
const cpr = "6101901000";

/** As the plug-ins of these names make them. */
const methods: readonly (readonly [string, BenchOptions, IssuedCertificate])[] = [
  ["nemid", {}, anna],
  ["nemid, an employee", {}, bo],
  ["nemid-moces", { accepts: ["MOCES"] }, bo],
  ["nemid-codefile", { client: codeFileClient, accepts: ["MOCES"] }, bo],
  ["nemid-codefile, a person", { client: codeFileClient, accepts: ["MOCES", "POCES"] }, anna],
];

describe("a log-in that is bound to something", () => {
  it.each(methods)("by %s gives the binding back, out of the signed bytes", async (_name, options, person) => {
    const { evidence } = identityIn(await openBench({ ...options, request: wants }).logIn(person));
    const challenge = findProperty(readMessage(evidence.bytes), "challenge");
    expect(challenge).toMatch(/^[0-9a-f]{32}\./);
    expect(challenge?.slice(33)).toBe(binding);
    expect(evidence.binding).toBe(binding);
  });

  it("by nemid-erhverv, too, after every question", async () => {
    const bench = openBench({
      accepts: ["POCES"],
      cpr: "match",
      numbers: { [anna.subject.pid ?? ""]: cpr },
      companies: { [cpr]: [company("41000000", "Annas ApS"), company("42000000", "Annas Is ApS")] },
      followUps: [{ ...cprNumber, needsCpr: true }, chooseOrganization],
      request: { ...wants, needs: { nationalId: false, organization: true } },
    });
    const asked = await bench.resume(await bench.logIn(anna), { cpr });
    const { evidence, organization } = identityIn(await bench.resume(asked, { organization: "41000000" }, "next"));
    expect([evidence.binding, organization?.number]).toEqual([binding, "41000000"]);
  });

  it("has what is needed to judge the proof again with it", async () => {
    const { validation } = identityIn(await openBench({ request: wants }).logIn(anna)).evidence;
    expect(validation?.certificates).toHaveLength(3);
    expect(validation?.ocsps).toHaveLength(1);
  });

  it("declares that it can be", () => {
    expect(openBench().method.binds).toBe(true);
  });
});

describe("a log-in that is not", () => {
  it("gives no binding back", async () => {
    expect(identityIn(await openBench().logIn(anna)).evidence.binding).toBeUndefined();
  });

  it.each([
    ["no binding at all", (challenge: string) => challenge.split(".")[0]],
    ["another binding", (challenge: string) => `${challenge.split(".")[0]}.${"A".repeat(44)}`],
    ["a binding that is cut off", (challenge: string) => challenge.slice(0, -1)],
    ["the binding of another flow's challenge", (challenge: string) => `${"0".repeat(32)}.${challenge.split(".")[1]}`],
    ["one letter in another case", (challenge: string) => challenge.replace(/.$/, "_")],
    ["the binding alone", (challenge: string) => challenge.split(".")[1]],
  ])("is refused with %s under the key", async (_what, change) => {
    const bench = openBench({ request: wants });
    const step = await bench.start();
    if (step.kind !== "show" || !("challenge" in (step.state as object))) throw new Error("no challenge");
    const { challenge } = step.state as { challenge: string };
    const signed = operator.post(step, anna, { challenge: change(challenge) });
    expect(await codeOf(bench.resume(step, signed))).toBe("nemid:invalidresponse invalid-response");
  });

  it.each(["", "a;b", "challenge=1", "a.b", "å", "a b", "x".repeat(513), "a=", "a\n"])(
    "is not begun with %j, which could forge a property",
    async (odd) => {
      expect(await codeOf(openBench({ request: { binding: odd } }).start())).toBe("nemid:setup misconfigured");
    },
  );
});
