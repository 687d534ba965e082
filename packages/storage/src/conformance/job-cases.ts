import assert from "node:assert/strict";
import { defineCase, inParallel } from "./bench.js";

export const jobCases = [
  defineCase("of many nodes that see a job due at once, one gets it", async (bench) => {
    const nodes = [await bench.open(), await bench.open(), await bench.open()];
    const claims = await inParallel(12, nodes, (storage) => storage.jobs.claim("tidy", bench.in(0), bench.in(60)));
    assert.equal(claims.filter(Boolean).length, 1);
  }),

  defineCase("a job that is finished is not due again before its next time", async (bench) => {
    const [one, other] = [await bench.open(), await bench.open()];
    const [due, lease] = [bench.in(0), bench.in(60)];
    assert(await one.jobs.claim("tidy", due, lease));
    await one.jobs.finish("tidy", due, lease);
    assert.equal(await other.jobs.claim("tidy", due, lease), false);
    assert.equal(await other.jobs.claim("tidy", bench.in(-1), lease), false);
    assert.equal(await other.jobs.claim("tidy", bench.in(1), lease), true);
  }),

  defineCase(
    "a job that was given back can be tried at once, and one whose node died when its lease ends",
    async (bench) => {
      const [one, other] = [await bench.open(), await bench.open()];
      const [due, lease] = [bench.in(0), bench.in(60)];
      assert(await one.jobs.claim("tidy", due, lease));
      await one.jobs.release("tidy", lease);
      assert(await other.jobs.claim("tidy", due, lease));
      bench.clock.advance(59);
      assert.equal(await one.jobs.claim("tidy", due, bench.in(60)), false);
      bench.clock.advance(1);
      assert.equal(await one.jobs.claim("tidy", due, bench.in(60)), true);
    },
  ),

  defineCase("whoever held a job for longer than the lease can neither finish nor release another's", async (bench) => {
    const [one, other] = [await bench.open(), await bench.open()];
    const [due, lost] = [bench.in(0), bench.in(60)];
    assert(await one.jobs.claim("tidy", due, lost));
    bench.clock.advance(61);
    const lease = bench.in(60);
    assert(await other.jobs.claim("tidy", due, lease));
    await one.jobs.finish("tidy", due, lost);
    await one.jobs.release("tidy", lost);
    assert.equal(await one.jobs.claim("tidy", due, bench.in(30)), false);
    await other.jobs.finish("tidy", due, lease);
    bench.clock.advance(3600);
    assert.equal(await one.jobs.claim("tidy", due, bench.in(60)), false);
  }),

  defineCase("jobs do not know of one another, and a lease has to end in the future", async (bench) => {
    const storage = await bench.open();
    assert(await storage.jobs.claim("tidy", bench.in(0), bench.in(60)));
    assert(await storage.jobs.claim("purge", bench.in(0), bench.in(60)));
    await assert.rejects(storage.jobs.claim("third", bench.in(0), bench.in(0)), RangeError);
  }),
];
