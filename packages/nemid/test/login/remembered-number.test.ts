import { inspect } from "node:util";
import { type Identity, NationalId, type Step } from "@eid-gateway/core";
import { renderScreen } from "@eid-gateway/testkit";
import { describe, expect, it } from "vitest";
import { type BenchOptions, codeOf, identityIn, openBench, operator, screenOf } from "./bench.js";

const anna = await operator.ca.issuePoces({ name: "Anna Test" });
const pid = anna.subject.pid ?? "";
const subject = anna.subject.serialNumber ?? "";
const cpr = "6102031234";
const dayMs = 24 * 60 * 60_000;
const match: BenchOptions = { cpr: "match", numbers: { [pid]: cpr } };
const ticked = { cpr, remember: "on" };

/** A log-in in which Anna ticked the box, and what opens the next one at the same service. */
async function remembered(options: BenchOptions = {}) {
  const first = openBench({ ...match, ...options });
  const done = await first.resume(await first.logIn(anna), ticked);
  const again = (more: BenchOptions = {}) =>
    openBench({ ...match, ...options, clock: first.clock, store: first.store, ...more });
  return { first, again, identity: identityIn(done) };
}

function stepOf(identity: Identity): Record<string, unknown> {
  return (identity.evidence.report as { cpr: Record<string, unknown> }).cpr;
}

function drawn(step: Step<"authenticate">, language = "en"): string {
  if (step.kind !== "show") throw new Error("no screen");
  return renderScreen(openBench(match).method, language, step.screen);
}

describe("the box for remembering", () => {
  it("names the service and the three months, in both languages", async () => {
    const step = await openBench(match).logIn(anna);
    expect(drawn(step)).toMatch(/next time I log in or sign at Demo Shop.*three months/);
    expect(drawn(step, "da")).toMatch(/næste gang jeg logger på eller underskriver hos Demo Shop.*tre måneder/);
  });

  it("stands on the page for a number that the service gave, too", async () => {
    const request = { hints: { nationalId: new NationalId("DK", cpr), other: {} } };
    const bench = openBench({ ...match, request });
    const given = await bench.logIn(anna);
    expect(drawn(given)).toContain("three months");
    await bench.resume(given, { remember: "on" });
    expect(bench.store.keys()).toEqual([expect.stringContaining("challenge"), `cpr/${subject}`]);
  });

  it.each([
    ["unticked", { cpr }],
    ["posted as something else", { cpr, remember: "true" }],
  ])("%s remembers nothing, and is no condition", async (_what, fields) => {
    const bench = openBench(match);
    expect(identityIn(await bench.resume(await bench.logIn(anna), fields)).nationalId?.reveal()).toBe(cpr);
    expect(bench.store.keys().filter((key) => key.startsWith("cpr"))).toEqual([]);
  });

  it("remembers no number that is another's", async () => {
    const bench = openBench(match);
    await bench.resume(await bench.logIn(anna), { cpr: "6202031234", remember: "on" });
    expect(bench.store.keys()).not.toContain(`cpr/${subject}`);
  });

  it("is not there, and cannot be ticked, where the customer has switched it off", async () => {
    const bench = openBench({ ...match, agreement: { remember: false } });
    const step = await bench.logIn(anna);
    expect(drawn(step)).not.toContain("three months");
    await bench.resume(step, ticked);
    expect(bench.store.keys()).not.toContain(`cpr/${subject}`);
  });
});

describe("a number that is remembered", () => {
  it("leaves version, time and transaction of the consent in the evidence", async () => {
    const consent = { consent: "cpr-remember/2", at: "2026-03-02T09:00:00.000Z", transaction: "tx-1" };
    const { identity } = await remembered();
    expect(stepOf(identity)).toMatchObject({ source: "user", consent: "cpr-match/1", remembered: consent });
  });

  it("is checked again, and then used without a page", async () => {
    const { again } = await remembered();
    const bench = again();
    const identity = identityIn(await bench.logIn(anna));
    expect(identity.nationalId?.reveal()).toBe(cpr);
    expect(identity.attributes.cpr_source).toBe("database");
    expect(bench.pidCpr.asked).toEqual([{ pid, cpr, spid: "4711" }]);
  });

  it("says in the evidence of a later log-in when the consent was given", async () => {
    const { first, again } = await remembered();
    first.clock.advance(dayMs);
    const identity = identityIn(await again({ request: { id: "tx-2" } }).logIn(anna));
    expect(stepOf(identity)).toEqual({
      source: "database",
      remembered: { consent: "cpr-remember/2", at: "2026-03-02T09:00:00.000Z", transaction: "tx-1" },
      at: "2026-03-03T09:00:00.000Z",
      transaction: "tx-2",
    });
    expect(inspect(identity.evidence.report, { depth: 9 })).not.toContain(cpr);
  });

  it("comes before one that the relying party gives", async () => {
    const { again } = await remembered();
    const request = { hints: { nationalId: new NationalId("DK", "6202031234"), other: {} } };
    expect(identityIn(await again({ request }).logIn(anna)).attributes.cpr_source).toBe("database");
  });

  it("is another's no more than anybody else's: it is found under the person alone", async () => {
    const { again } = await remembered();
    expect(screenOf(await again().logIn(await operator.ca.issuePoces({ name: "Anna Test" })))).toBe("nemid/cpr");
  });

  it("is forgotten three calendar months after its last use, and not before", async () => {
    const { first, again } = await remembered();
    first.clock.advance(new Date("2026-06-02T08:59:59.999Z").getTime() - first.clock.now().getTime());
    expect(screenOf(await again().logIn(anna))).toBe("done");
    first.clock.advance(new Date("2026-09-02T08:59:59.999Z").getTime() - first.clock.now().getTime());
    expect(screenOf(await again().logIn(anna))).toBe("nemid/cpr");
  });

  it("goes when the person asks to be forgotten", async () => {
    const { first, again } = await remembered();
    first.store.forget(subject);
    expect(screenOf(await again().logIn(anna))).toBe("nemid/cpr");
  });

  it("stays forgotten when the person asked so while it was being used", async () => {
    const { first, again } = await remembered();
    const bench = again();
    const { fetch } = bench.pidCpr;
    Object.assign(bench.pidCpr, {
      fetch: (...question: Parameters<typeof fetch>) => {
        first.store.forget(subject);
        return fetch(...question);
      },
    });
    expect(screenOf(await bench.logIn(anna))).toBe("done");
    expect(first.store.keys()).not.toContain(`cpr/${subject}`);
  });

  it("is not looked for where nobody wants a number, or remembering was switched off since", async () => {
    const { again } = await remembered();
    const unwanted = again({ request: { needs: { nationalId: false, organization: false } } });
    expect(identityIn(await unwanted.logIn(anna)).nationalId).toBeUndefined();
    expect(unwanted.pidCpr.asked).toEqual([]);
    expect(screenOf(await again({ agreement: { remember: false } }).logIn(anna))).toBe("nemid/cpr");
  });

  it("is passed over when another version wrote it in a form that does not read", async () => {
    const { first, again } = await remembered();
    await first.store.set(`cpr/${subject}`, { cpr: "6102031234" }, { expires: new Date("2027-01-01") });
    expect(screenOf(await again().logIn(anna))).toBe("nemid/cpr");
  });

  it("is left alone while the service does not answer", async () => {
    const { first, again } = await remembered();
    const bench = again();
    bench.pidCpr.status = 16384;
    expect(await codeOf(bench.logIn(anna))).toBe("nemid:cprunavailable unavailable");
    expect(first.store.keys()).toContain(`cpr/${subject}`);
  });
});

describe("a remembered number that is not theirs any more", () => {
  const moved = { numbers: { [pid]: "6302031234" } };

  it("is dropped, unseen, and costs one of three tries", async () => {
    const { first, again } = await remembered();
    const bench = again(moved);
    const typing = await bench.logIn(anna);
    expect(drawn(typing)).toMatch(/remembered for you no longer belongs.*two tries/);
    expect(inspect(typing.kind === "show" && typing.screen, { depth: 9, showHidden: true })).not.toMatch(/6102|1234/);
    expect(first.store.keys()).not.toContain(`cpr/${subject}`);
    const last = await bench.resume(typing, { cpr: "6402031234" });
    expect(drawn(last)).toContain("one more try");
    expect(await codeOf(bench.resume(last, { cpr: "6502031234" }))).toBe("nemid:cprmismatch refused");
  });

  it("makes room for the one that the relying party gives, which costs the second try", async () => {
    const { again } = await remembered();
    const request = { hints: { nationalId: new NationalId("DK", "6402031234"), other: {} } };
    const bench = again({ ...moved, request });
    const given = await bench.logIn(anna);
    expect(screenOf(given)).toBe("nemid/cpr-given");
    expect(drawn(given)).toContain("no longer belongs to your NemID");
    const typing = await bench.resume(given, {});
    expect(drawn(typing)).toMatch(/number Demo Shop gave.*one try/);
    expect(await codeOf(bench.resume(typing, { cpr: "6302031234" }))).toBe("done");
  });
});

describe("a number that is looked up", () => {
  it("is not remembered, nor is one that was", async () => {
    const { first, again } = await remembered({ sector: "public" });
    const bench = again({ cpr: "lookup" });
    expect(identityIn(await bench.logIn(anna)).attributes.cpr_source).toBe("lookup");
    first.store.forget(subject);
    await again({ cpr: "lookup" }).logIn(anna);
    expect(first.store.keys()).not.toContain(`cpr/${subject}`);
  });
});
