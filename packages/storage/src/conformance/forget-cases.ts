import assert from "node:assert/strict";
import { defineCase } from "./bench.js";

export const forgetCases = [
  defineCase("forgets a subject: its entries, of that service and family, and nobody else's", async (bench) => {
    const storage = await bench.open();
    const kept = { expires: bench.in(60), subject: "PID:1" };
    const store = storage.entries("demo", "nemid");
    await store.set("a", 1, kept);
    await store.set("b", 2, kept);
    await store.set("c", 3, { expires: bench.in(60), subject: "PID:2" });
    await store.set("d", 4, { expires: bench.in(60) });
    await storage.entries("demo", "mitid").set("a", 5, kept);
    await storage.entries("other", "nemid").set("a", 6, kept);
    assert.equal(await storage.forgetSubject("demo", "nemid", "PID:1"), 2);
    assert.deepEqual(
      [await store.get("a"), await store.get("b"), await store.get("c"), await store.get("d")],
      [undefined, undefined, 3, 4],
    );
    assert.equal(await storage.entries("demo", "mitid").get("a"), 5);
    assert.equal(await storage.entries("other", "nemid").get("a"), 6);
    assert.equal(await storage.forgetSubject("demo", "nemid", "PID:1"), 0);
  }),

  defineCase("an entry belongs to the subject it was last set with", async (bench) => {
    const storage = await bench.open();
    const store = storage.entries("demo", "nemid");
    await store.set("a", 1, { expires: bench.in(60), subject: "PID:1" });
    await store.set("a", 2, { expires: bench.in(60), subject: "PID:2" });
    assert.equal(await storage.forgetSubject("demo", "nemid", "PID:1"), 0);
    assert.equal(await storage.forgetSubject("demo", "nemid", "PID:2"), 1);
  }),

  defineCase("being forgotten gives no new tries: counts stay until they expire", async (bench) => {
    const storage = await bench.open();
    const store = storage.entries("demo", "nemid");
    await store.count("misses/PID:1", bench.in(60));
    await storage.forgetSubject("demo", "nemid", "PID:1");
    assert.equal(await store.count("misses/PID:1", bench.in(60)), 2);
  }),

  defineCase("what had expired is deleted with its subject, and not counted", async (bench) => {
    const storage = await bench.open();
    await storage.entries("demo", "nemid").set("a", 1, { expires: bench.in(60), subject: "PID:1" });
    bench.clock.advance(60);
    assert.equal(await storage.forgetSubject("demo", "nemid", "PID:1"), 0);
    assert.equal((await storage.purge()).entries, 0);
  }),
];
