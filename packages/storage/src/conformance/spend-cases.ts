import assert from "node:assert/strict";
import { defineCase, inParallel } from "./bench.js";

export const spendCases = [
  defineCase("100 parallel spends of one value on two instances: exactly one succeeds", async (bench) => {
    const instances = [await bench.open(), await bench.open()];
    const spent = await inParallel(100, instances, (storage) => storage.spend("challenge", "c-1", bench.in(60)));
    assert.equal(spent.filter(Boolean).length, 1);
  }),

  defineCase("a value is spent for its purpose alone", async (bench) => {
    const storage = await bench.open();
    assert.equal(await storage.spend("challenge", "c-1", bench.in(60)), true);
    assert.equal(await storage.spend("jti", "c-1", bench.in(60)), true);
    assert.equal(await storage.spend("challenge", "c-2", bench.in(60)), true);
    assert.equal(await storage.spend("challenge", "c-1", bench.in(600)), false);
  }),

  defineCase(
    "a refused spend does not prolong the first; when that expired, one caller succeeds again",
    async (bench) => {
      const instances = [await bench.open(), await bench.open()];
      await instances[0]!.spend("challenge", "c-1", bench.in(60));
      bench.clock.advance(59);
      assert.equal(await instances[1]!.spend("challenge", "c-1", bench.in(600)), false);
      bench.clock.advance(1);
      const spent = await inParallel(20, instances, (storage) => storage.spend("challenge", "c-1", bench.in(60)));
      assert.equal(spent.filter(Boolean).length, 1);
    },
  ),

  defineCase("what has expired already cannot be spent", async (bench) => {
    const storage = await bench.open();
    assert.equal(await storage.spend("challenge", "c-1", bench.in(0)), false);
    assert.equal(await storage.spend("challenge", "c-1", bench.in(-60)), false);
    await assert.rejects(storage.spend("challenge", "c-1", new Date(Number.NaN)), RangeError);
  }),
];
