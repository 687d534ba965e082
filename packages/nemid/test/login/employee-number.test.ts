import { NationalId } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { type BenchOptions, codeOf, identityIn, openBench, operator, screenOf } from "./bench.js";

const bo = await operator.ca.issueMoces({
  name: "Bo Ansat",
  cvr: "30000001",
  rid: "40000002",
  companyName: "Prøve ApS",
});
const employee = "CVR:30000001-RID:40000002";
const cpr = "6102031234";
const match: BenchOptions = { agreement: { ridCpr: "match" }, numbers: { [employee]: cpr } };
const lookup: BenchOptions = { ...match, agreement: { ridCpr: "lookup" }, sector: "public" };
const unwanted = { needs: { nationalId: false, organization: true } };

describe("an employee's CPR number is not asked for", () => {
  it.each<[string, BenchOptions]>([
    ["there is no agreement about employees", { ...match, agreement: {}, cpr: "match" }],
    ["the relying party does not want it", { ...match, request: unwanted }],
    ["it would be looked up, but nobody wants it", { ...lookup, request: unwanted }],
  ])("when %s", async (_what, options) => {
    const bench = openBench(options);
    expect(identityIn(await bench.logIn(bo)).nationalId).toBeUndefined();
    expect([...bench.ridCpr.asked, ...bench.pidCpr.asked]).toEqual([]);
  });

  it("of a person by an agreement about employees", async () => {
    const person = await operator.ca.issuePoces({ name: "Anna Test" });
    expect(identityIn(await openBench(match).logIn(person)).nationalId).toBeUndefined();
  });
});

describe("an employee's CPR number that is typed", () => {
  it("and matches is in the identity, and the PID/CPR service was not asked", async () => {
    const bench = openBench(match);
    const asking = await bench.logIn(bo);
    expect(screenOf(asking)).toBe("nemid/cpr");
    const identity = identityIn(await bench.resume(asking, { cpr }));
    expect(identity).toMatchObject({ kind: "employee", subject: employee, attributes: { cpr_source: "user" } });
    expect(identity.nationalId?.reveal()).toBe(cpr);
    expect(bench.ridCpr.asked).toEqual([{ employee, cpr, spid: "4711" }]);
    expect(bench.pidCpr.asked).toEqual([]);
  });

  it("can be remembered, for this employee", async () => {
    const first = openBench(match);
    await first.resume(await first.logIn(bo), { cpr, remember: "on" });
    const { clock, store } = first;
    const again = openBench({ ...match, clock, store });
    expect(identityIn(await again.logIn(bo)).attributes.cpr_source).toBe("database");
  });

  it("and is another's for the third time ends the log-in", async () => {
    const bench = openBench(match);
    let now = await bench.logIn(bo);
    for (const wrong of ["6202031234", "6302031234"]) now = await bench.resume(now, { cpr: wrong });
    expect(await codeOf(bench.resume(now, { cpr: "6402031234" }))).toBe("nemid:cprmismatch refused");
  });

  it("goes nowhere when the employee has registered none: the log-in succeeds without", async () => {
    const bench = openBench({ ...match, numbers: {} });
    const identity = identityIn(await bench.resume(await bench.logIn(bo), { cpr, remember: "on" }));
    expect(identity.nationalId).toBeUndefined();
    expect(identity.birthDate).toBeUndefined();
    expect(identity.attributes.cpr_source).toBeUndefined();
    expect(bench.store.keys().filter((key) => key.startsWith("cpr/"))).toEqual([]);
  });

  it("may be kept by the employee, on either page", async () => {
    const hints = { nationalId: new NationalId("DK", cpr), other: {} };
    for (const request of [{}, { hints }]) {
      const bench = openBench({ ...match, request });
      const asked = await bench.logIn(bo);
      const actions = asked.kind === "show" ? asked.screen.actions?.map(({ value }) => value) : [];
      expect(actions?.at(-1)).toBe("without");
      expect(identityIn(await bench.resume(asked, { cpr }, "without")).nationalId).toBeUndefined();
      expect(bench.ridCpr.asked).toEqual([]);
    }
  });

  it("may not be kept by a person, for whom there always is one", async () => {
    const person = await operator.ca.issuePoces({ name: "Anna Test" });
    const bench = openBench({ cpr: "match" });
    const asked = await bench.logIn(person);
    expect(asked.kind === "show" && asked.screen.actions).toHaveLength(1);
    expect(screenOf(await bench.resume(asked, {}, "without"))).toBe("nemid/cpr");
  });

  it.each([
    ["BruteForceAttemptDetected", "nemid:cprblocked refused"],
    ["NotAuthorizedForServiceLookup", "nemid:cprsetup misconfigured"],
    ["InternalError", "nemid:cprunavailable unavailable"],
  ])("and is answered by %s ends the log-in with %s", async (status, expected) => {
    const bench = openBench(match);
    bench.ridCpr.status = status;
    expect(await codeOf(bench.resume(await bench.logIn(bo), { cpr }))).toBe(expected);
  });
});

describe("an employee's CPR number that the relying party gave", () => {
  it("is checked unseen, with the employee's consent", async () => {
    const hints = { nationalId: new NationalId("DK", cpr), other: {} };
    const bench = openBench({ ...match, request: { hints } });
    const given = await bench.logIn(bo);
    expect(screenOf(given)).toBe("nemid/cpr-given");
    expect(bench.ridCpr.asked).toEqual([]);
    expect(identityIn(await bench.resume(given, {})).attributes.cpr_source).toBe("prefilled");
  });
});

describe("an employee's CPR number that is looked up", () => {
  it("shows no page", async () => {
    const bench = openBench(lookup);
    const identity = identityIn(await bench.logIn(bo));
    expect(identity.nationalId?.reveal()).toBe(cpr);
    expect(identity.attributes.cpr_source).toBe("lookup");
    expect(bench.ridCpr.asked).toEqual([{ employee, cpr: undefined, spid: "4711" }]);
  });

  it("is left out when there is none", async () => {
    expect(identityIn(await openBench({ ...lookup, numbers: {} }).logIn(bo)).nationalId).toBeUndefined();
  });

  it("is refused for a private service when the method is opened, with the reason", () => {
    expect(() => openBench({ ...lookup, sector: "private" })).toThrow(/agreement\.ridCpr: .*public authorities only/);
  });

  it("is refused without the service's address when the method is opened", () => {
    expect(() => openBench({ ...lookup, settings: { ridCpr: undefined } })).toThrow(/settings\.ridCpr: .*address/);
  });
});
