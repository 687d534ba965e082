import { inspect } from "node:util";
import { NationalId } from "@eid-gateway/core";
import { renderScreen } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";
import { type BenchOptions, codeOf, identityIn, openBench, operator, screenOf } from "./bench.js";

const anna = await operator.ca.issuePoces({ name: "Anna Test" });
const pid = anna.subject.pid ?? "";
const cpr = "6102031234";
const hers = { numbers: { [pid]: cpr } };
const given = (number: string, country = "DK") => ({
  hints: { nationalId: new NationalId(country, number), other: {} },
});

/** Up to the page that asks. */
async function reachCpr(options: BenchOptions = {}) {
  const bench = openBench({ cpr: "match", ...hers, ...options });
  return { bench, step: await bench.logIn(anna) };
}
type Reached = Awaited<ReturnType<typeof reachCpr>>;

function drawn({ bench, step }: Reached, language = "en"): string {
  if (step.kind !== "show") throw new Error("no screen");
  return renderScreen(bench.method, language, step.screen);
}

describe("the CPR number is asked for", () => {
  it("when the relying party wants it and there is an agreement", async () => {
    expect(screenOf((await reachCpr()).step)).toBe("nemid/cpr");
  });

  it.each<[string, BenchOptions]>([
    ["the relying party does not want it", { request: { needs: { nationalId: false, organization: false } } }],
    ["there is no agreement", { cpr: "off" }],
  ])("not when %s", async (_what, options) => {
    const { bench, step } = await reachCpr(options);
    expect(identityIn(step).nationalId).toBeUndefined();
    expect(bench.pidCpr.asked).toEqual([]);
  });

  it("of a pseudonym too", async () => {
    const hidden = await operator.ca.issuePoces({ pseudonym: true });
    expect(screenOf(await openBench({ cpr: "match" }).logIn(hidden))).toBe("nemid/cpr");
  });

  it("with a consent in the button that names the service", async () => {
    const reached = await reachCpr();
    expect(drawn(reached, "en")).toContain("(Let Demo Shop check my CPR number and go on)");
    expect(drawn(reached, "da")).toContain("(Lad Demo Shop kontrollere mit CPR-nummer, og gå videre)");
  });
});

describe("a CPR number that is typed", () => {
  it("and matches is in the identity, with the birth date and its source", async () => {
    const { bench, step } = await reachCpr();
    const identity = identityIn(await bench.resume(step, { cpr: "610203-1234" }));
    expect(identity.nationalId?.reveal()).toBe(cpr);
    expect(identity.birthDate).toBe("1903-02-01");
    expect(identity.attributes.cpr_source).toBe("user");
    expect(bench.pidCpr.asked).toEqual([{ pid, cpr, spid: "4711" }]);
  });

  it("leaves the consent's version, time and transaction in the evidence", async () => {
    const { bench, step } = await reachCpr();
    const { evidence } = identityIn(await bench.resume(step, { cpr }));
    expect(evidence.report).toMatchObject({
      cpr: { source: "user", consent: "cpr-match/1", at: "2026-03-02T09:00:00.000Z", transaction: "tx-1" },
    });
    expect(inspect(evidence.report, { depth: 9 })).not.toContain(cpr);
  });

  it("and is malformed costs nothing, however often", async () => {
    const { bench, step } = await reachCpr();
    let now = step;
    for (const wrong of ["", "12", "9902031234", "610203-123x", "0000000000"])
      now = await bench.resume(now, { cpr: wrong });
    expect(drawn({ bench, step: now })).toContain("Write the ten digits");
    expect(bench.pidCpr.asked).toEqual([]);
    expect(await codeOf(bench.resume(now, { cpr }))).toBe("done");
  });

  it("and is another's is told so, with the tries that are left, and never shown again", async () => {
    const { bench, step } = await reachCpr();
    const first = await bench.resume(step, { cpr: "6202031234" });
    expect(drawn({ bench, step: first })).toContain("two more tries");
    const second = await bench.resume(first, { cpr: "6302031234" });
    expect(drawn({ bench, step: second })).toContain("one more try");
    expect(inspect(second.kind === "show" && second.screen, { depth: 9, showHidden: true })).not.toContain(
      "6302031234",
    );
    expect(await codeOf(bench.resume(second, { cpr }))).toBe("done");
  });

  it("and is another's for the third time ends the log-in", async () => {
    const { bench, step } = await reachCpr();
    let now = step;
    for (const wrong of ["6202031234", "6302031234"]) now = await bench.resume(now, { cpr: wrong });
    expect(await codeOf(bench.resume(now, { cpr: "6402031234" }))).toBe("nemid:cprmismatch refused");
  });
});

describe("a CPR number that the relying party gave", () => {
  it("is not shown, in any form", async () => {
    const reached = await reachCpr({ request: given(cpr) });
    expect(screenOf(reached.step)).toBe("nemid/cpr-given");
    expect(inspect(reached.step.kind === "show" && reached.step.screen, { depth: 9, showHidden: true })).not.toMatch(
      /6102|1234/,
    );
    expect(drawn(reached)).toContain("Demo Shop has given us a CPR number for you");
  });

  it("is not checked before the person consents", async () => {
    expect((await reachCpr({ request: given(cpr) })).bench.pidCpr.asked).toEqual([]);
  });

  it("is in the identity when the person consents and it matches", async () => {
    const { bench, step } = await reachCpr({ request: given(cpr) });
    const identity = identityIn(await bench.resume(step, {}, "check"));
    expect(identity.nationalId?.reveal()).toBe(cpr);
    expect(identity.attributes.cpr_source).toBe("prefilled");
    expect(identity.evidence.report).toMatchObject({ cpr: { consent: "cpr-match-given/1" } });
  });

  it("and is another's costs a try, and the person types", async () => {
    const { bench, step } = await reachCpr({ request: given("6202031234") });
    const typing = await bench.resume(step, {}, "check");
    expect(drawn({ bench, step: typing })).toContain("You have two tries to type it");
    const last = await bench.resume(typing, { cpr: "6302031234" });
    expect(drawn({ bench, step: last })).toContain("one more try");
    expect(await codeOf(bench.resume(last, { cpr: "6402031234" }))).toBe("nemid:cprmismatch refused");
  });

  it.each(["type", "", "__proto__"])("is left unchecked when the button is %j", async (action) => {
    const { bench, step } = await reachCpr({ request: given(cpr) });
    const typing = await bench.resume(step, {}, action);
    expect(screenOf(typing)).toBe("nemid/cpr");
    expect(bench.pidCpr.asked).toEqual([]);
    expect(identityIn(await bench.resume(typing, { cpr })).attributes.cpr_source).toBe("user");
  });

  it.each([
    ["no CPR number", given("9902031234")],
    ["another country's", given(cpr, "SE")],
  ])("and is %s is passed over", async (_what, request) => {
    expect(screenOf((await reachCpr({ request })).step)).toBe("nemid/cpr");
  });
});

describe("a CPR number that is looked up", () => {
  const lookup: BenchOptions = { cpr: "lookup", sector: "public" };

  it("shows no page", async () => {
    const { bench, step } = await reachCpr(lookup);
    expect(identityIn(step).nationalId?.reveal()).toBe(cpr);
    expect(identityIn(step).attributes.cpr_source).toBe("lookup");
    expect(bench.pidCpr.asked).toEqual([{ pid, cpr: undefined, spid: "4711" }]);
  });

  it("of a person without one ends the log-in", async () => {
    expect(await codeOf(openBench({ ...lookup, numbers: {} }).logIn(anna))).toBe("nemid:cprmismatch refused");
  });

  it("is refused for a private service when the method is opened, with the reason", () => {
    expect(() => openBench({ cpr: "lookup" })).toThrow(/agreement\.cpr: .*public authorities only/);
  });
});

describe("a PID/CPR service that answers", () => {
  it.each([
    [2, "nemid:cprmismatch refused"],
    [8, "nemid:cprsetup misconfigured"],
    [16, "nemid:cprblocked refused"],
    [17, "nemid:cprsetup misconfigured"],
    [16384, "nemid:cprunavailable unavailable"],
  ])("%i ends the log-in with %s", async (status, expected) => {
    const { bench, step } = await reachCpr();
    bench.pidCpr.status = status;
    expect(await codeOf(bench.resume(step, { cpr }))).toBe(expected);
  });
});

describe("an input of another kind at the CPR page", () => {
  it.each([{ kind: "callback", fields: {} }, { kind: "poll" }] as const)("$kind is refused", async (input) => {
    const { bench, step } = await reachCpr();
    if (step.kind === "done") throw new Error("done");
    const resumed = bench.open.resume(bench.request, step.state as never, input);
    await expect(resumed).rejects.toMatchObject({ code: "nemid:invalidresponse" });
  });
});
