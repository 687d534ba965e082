import type { Step } from "@eid-gateway/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type BenchOptions, codeOf, openBench, operator, screenOf } from "./bench.js";

const anna = await operator.ca.issuePoces({ name: "Anna Test" });
const cpr = "6102031234";
const match: BenchOptions = { cpr: "match", numbers: { [anna.subject.pid ?? ""]: cpr } };
const hourMs = 60 * 60_000;
const locked = "nemid:cprlocked refused";

afterEach(() => void vi.useRealTimers());

/** One service as Anna knows it, over many log-ins. */
function service() {
  const { clock, store } = openBench(match);
  return { clock, store, open: () => openBench({ ...match, clock, store }) };
}
type Service = ReturnType<typeof service>;

/** Log-ins in which a wrong number is typed, three to a flow; gives what the last answer was. */
async function miss({ open }: Service, times: number): Promise<string> {
  let bench = open();
  let step: Step<"authenticate"> = await bench.logIn(anna);
  let last = "";
  for (let n = 0; n < times; n += 1) {
    if (n > 0 && n % 3 === 0) {
      bench = open();
      step = await bench.logIn(anna);
    }
    const answered = bench.resume(step, { cpr: `6${(n % 5) + 2}02031234` });
    last = await codeOf(answered);
    step = await answered.catch(() => step);
  }
  return last;
}

describe("the fifth miss within 24 hours", () => {
  it("locks, in whatever flow it is, and says so", async () => {
    expect(await miss(service(), 4)).toBe("nemid/cpr");
    expect(await miss(service(), 5)).toBe(locked);
  });

  it("locks for an hour, in which no page asks and the operator's service is left in peace", async () => {
    const shop = service();
    await miss(shop, 5);
    shop.clock.advance(hourMs - 1);
    const bench = shop.open();
    expect(await codeOf(bench.logIn(anna))).toBe(locked);
    expect(bench.pidCpr.asked).toEqual([]);
    shop.clock.advance(1);
    expect(screenOf(await shop.open().logIn(anna))).toBe("nemid/cpr");
  });

  it("stops a flow that had asked before, whatever it answers", async () => {
    const shop = service();
    const bench = shop.open();
    const asked = await bench.logIn(anna);
    await miss(shop, 5);
    expect(await codeOf(bench.resume(asked, { cpr }))).toBe(locked);
    expect(bench.pidCpr.asked).toEqual([]);
  });

  it("is followed by one try an hour while there are five within 24 hours", async () => {
    const shop = service();
    await miss(shop, 5);
    shop.clock.advance(hourMs);
    expect(await miss(shop, 1)).toBe(locked);
    expect(await codeOf(shop.open().logIn(anna))).toBe(locked);
  });

  it("counts misses of the last 24 hours alone", async () => {
    const shop = service();
    await miss(shop, 2);
    shop.clock.advance(20 * hourMs);
    await miss(shop, 2);
    shop.clock.advance(4 * hourMs);
    expect(await miss(shop, 2)).toBe("nemid/cpr");
    expect(await miss(shop, 1)).toBe(locked);
  });

  it("locks this person alone", async () => {
    const shop = service();
    await miss(shop, 5);
    const other = await operator.ca.issuePoces({ name: "Bo Test" });
    expect(screenOf(await shop.open().logIn(other))).toBe("nemid/cpr");
  });

  it("leaves a lock that being forgotten does not lift", async () => {
    const shop = service();
    await miss(shop, 5);
    shop.store.forget(anna.subject.serialNumber ?? "");
    expect(await codeOf(shop.open().logIn(anna))).toBe(locked);
  });

  it("does not keep them out of a log-in that needs no number", async () => {
    const shop = service();
    await miss(shop, 5);
    const { clock, store } = shop;
    const request = { needs: { nationalId: false, organization: false } };
    expect(screenOf(await openBench({ ...match, clock, store, request }).logIn(anna))).toBe("done");
  });
});

describe("the count of misses", () => {
  it("begins anew after a match", async () => {
    const shop = service();
    await miss(shop, 4);
    const bench = shop.open();
    expect(screenOf(await bench.resume(await bench.logIn(anna), { cpr }))).toBe("done");
    expect(await miss(shop, 4)).toBe("nemid/cpr");
  });

  it("takes in a remembered number that is not theirs any more", async () => {
    const shop = service();
    const first = shop.open();
    await first.resume(await first.logIn(anna), { cpr, remember: "on" });
    const numbers = { [anna.subject.pid ?? ""]: "6902031234" };
    const moved = openBench({ ...match, numbers, clock: shop.clock, store: shop.store });
    let step = await moved.logIn(anna);
    step = await moved.resume(step, { cpr: "6202031234" });
    expect(await codeOf(moved.resume(step, { cpr: "6302031234" }))).toBe("nemid:cprmismatch refused");
    expect(await miss(shop, 2)).toBe(locked);
  });

  it("forgets a remembered number whose miss is the one that locks, so that it cannot lock again", async () => {
    const shop = service();
    const first = shop.open();
    await first.resume(await first.logIn(anna), { cpr, remember: "on" });
    const { clock, store } = shop;
    const moved = () => openBench({ ...match, numbers: { [anna.subject.pid ?? ""]: "6902031234" }, clock, store });
    const misses = [1, 2, 3, 4].map((ago) => clock.now().getTime() - ago).reverse();
    await store.set(`cpr-misses/${anna.subject.serialNumber}`, misses, { expires: new Date("2026-03-03T09:00:00Z") });
    expect(await codeOf(moved().logIn(anna))).toBe(locked);
    clock.advance(hourMs);
    expect(await codeOf(moved().logIn(anna))).toBe("nemid/cpr");
  });

  it("leaves out what the service did not answer, and what is no number", async () => {
    const shop = service();
    for (let n = 0; n < 6; n += 1) {
      const bench = shop.open();
      bench.pidCpr.status = 16384;
      expect(await codeOf(bench.resume(await bench.logIn(anna), { cpr }))).toBe("nemid:cprunavailable unavailable");
      await bench.resume(await bench.logIn(anna), { cpr: "12" });
    }
    expect(screenOf(await shop.open().logIn(anna))).toBe("nemid/cpr");
  });

  it("cannot be outrun by ten flows that answer at once", async () => {
    const shop = service();
    const flows = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const bench = shop.open();
        return { bench, step: await bench.logIn(anna) };
      }),
    );
    const codes = await Promise.all(flows.map(({ bench, step }) => codeOf(bench.resume(step, { cpr: "6202031234" }))));
    expect(flows.flatMap(({ bench }) => bench.pidCpr.asked)).toHaveLength(5);
    expect(codes.sort()).toEqual([...Array(4).fill("nemid/cpr"), ...Array(6).fill(locked)]);
  });

  it("is not begun anew by an answer that the employee has no number", async () => {
    const bo = await operator.ca.issueMoces({ name: "Bo Ansat" });
    const numbers = { [bo.subject.serialNumber ?? ""]: cpr };
    const open = (more: BenchOptions = {}) => openBench({ agreement: { ridCpr: "match" }, numbers, ...more });
    const { clock, store } = open();
    for (const wrong of ["6202031234", "6302031234", "6402031234", "6502031234"]) {
      const bench = open({ clock, store });
      await bench.resume(await bench.logIn(bo), { cpr: wrong });
    }
    const away = open({ clock, store, numbers: {} });
    expect(screenOf(await away.resume(await away.logIn(bo), { cpr }))).toBe("done");
    const bench = open({ clock, store });
    expect(await codeOf(bench.resume(await bench.logIn(bo), { cpr: "6202031234" }))).toBe(locked);
  });

  it("is free again when a node died in the middle of a check", async () => {
    const shop = service();
    await shop.store.count(`cpr-turn/${anna.subject.serialNumber}`, new Date(shop.clock.now().getTime() + 30_000));
    const bench = shop.open();
    const step = await bench.logIn(anna);
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const waiting = codeOf(bench.resume(step, { cpr }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toBe("nemid:cprunavailable unavailable");
    vi.useRealTimers();
    shop.clock.advance(30_000);
    expect(await codeOf(bench.resume(step, { cpr }))).toBe("done");
  });
});

describe("two log-ins of one person at once", () => {
  it("both succeed: the second waits for the first one's check", async () => {
    const shop = service();
    const [first, second] = [shop.open(), shop.open()];
    const [one, two] = [await first.logIn(anna), await second.logIn(anna)];
    const answers = await Promise.all([first.resume(one, { cpr }), second.resume(two, { cpr })]);
    expect(answers.map(screenOf)).toEqual(["done", "done"]);
  });

  it("both succeed by the number that is remembered, which stays so", async () => {
    const shop = service();
    const before = shop.open();
    await before.resume(await before.logIn(anna), { cpr, remember: "on" });
    const answers = await Promise.all([shop.open().logIn(anna), shop.open().logIn(anna)]);
    expect(answers.map(screenOf)).toEqual(["done", "done"]);
    expect(shop.store.keys()).toContain(`cpr/${anna.subject.serialNumber}`);
  });
});
