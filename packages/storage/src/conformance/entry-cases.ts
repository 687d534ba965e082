import assert from "node:assert/strict";
import { NationalId, type Storable } from "@eid-gateway/core";
import { defineCase, inParallel, refusesWith } from "./bench.js";

export const entryCases = [
  defineCase("gives every kind of value back as it was", async (bench) => {
    const store = (await bench.open()).entries("demo", "nemid");
    const bytes = new Uint8Array([0, 1, 127, 128, 255]);
    const values: readonly Storable[] = [
      ...[null, true, false, 0, -1.5, "", "æøå \u{1F511} \0 ' \" \\"],
      ...[[], {}, [1, [2, { deep: ["x"] }]], bytes, new Uint8Array(0), { bytes }],
      "x".repeat(300_000),
    ];
    for (const value of values) {
      await store.set("key", value, { expires: bench.in(60) });
      assert.deepEqual(await store.get("key"), value);
    }
  }),

  defineCase("gives a national id back as one, inside other values too", async (bench) => {
    const store = (await bench.open()).entries("demo", "nemid");
    await store.set("key", { cpr: new NationalId("DK", "0101701234") }, { expires: bench.in(60) });
    const { cpr } = (await store.get("key")) as { cpr: NationalId };
    assert(cpr instanceof NationalId);
    assert.deepEqual([cpr.country, cpr.reveal()], ["DK", "0101701234"]);
  }),

  defineCase("refuses a value that would not come back as it was, and keeps the one before", async (bench) => {
    const store = (await bench.open()).entries("demo", "nemid");
    await store.set("key", 1, { expires: bench.in(60) });
    for (const value of [new Date(), Number.NaN, () => 1, { $: "id" }] as unknown as Storable[]) {
      await assert.rejects(store.set("key", value, { expires: bench.in(60) }), TypeError);
    }
    await assert.rejects(store.set("key", 2, { expires: new Date(Number.NaN) }), RangeError);
    assert.equal(await store.get("key"), 1);
  }),

  defineCase("keeps services and families apart, also where their names run together", async (bench) => {
    const storage = await bench.open();
    await storage.entries("ab", "c").set("d", "mine", { expires: bench.in(60) });
    for (const [service, family, key] of [
      ["a", "bc", "d"],
      ["ab", "cd", ""],
      ["c", "ab", "d"],
      ["ab", "c", "D"],
    ]) {
      assert.equal(await storage.entries(service!, family!).get(key!), undefined);
    }
    assert.equal(await (await bench.open()).entries("ab", "c").get("d"), "mine");
  }),

  defineCase("a second set replaces the value and its life", async (bench) => {
    const store = (await bench.open()).entries("demo", "nemid");
    await store.set("key", "old", { expires: bench.in(60) });
    await store.set("key", "new", { expires: bench.in(10) });
    assert.equal(await store.get("key"), "new");
    bench.clock.advance(10);
    assert.equal(await store.get("key"), undefined);
    await store.set("key", "again", { expires: bench.in(10) });
    assert.equal(await store.get("key"), "again");
  }),

  defineCase("100 parallel deletes on two instances: exactly one is told that it deleted", async (bench) => {
    const instances = [await bench.open(), await bench.open()];
    await instances[0]!.entries("demo", "nemid").set("key", 1, { expires: bench.in(60) });
    const deleted = await inParallel(100, instances, (storage) => storage.entries("demo", "nemid").delete("key"));
    assert.equal(deleted.filter(Boolean).length, 1);
    assert.equal(await instances[1]!.entries("demo", "nemid").get("key"), undefined);
  }),

  defineCase("an expired entry is neither given nor said to be deleted, before any purge", async (bench) => {
    const store = (await bench.open()).entries("demo", "nemid");
    await store.set("key", 1, { expires: bench.in(60) });
    bench.clock.advance(60);
    assert.equal(await store.get("key"), undefined);
    assert.equal(await store.delete("key"), false);
  }),

  defineCase("100 parallel counts on two instances give each number once", async (bench) => {
    const instances = [await bench.open(), await bench.open()];
    const counts = await inParallel(100, instances, (storage) =>
      storage.entries("demo", "nemid").count("misses", bench.in(60)),
    );
    const oneToHundred = Array.from({ length: 100 }, (_, index) => index + 1);
    assert.deepEqual(
      counts.toSorted((a, b) => a - b),
      oneToHundred,
    );
  }),

  defineCase("a count expires with the first, and then begins anew", async (bench) => {
    const store = (await bench.open()).entries("demo", "nemid");
    assert.equal(await store.count("misses", bench.in(60)), 1);
    bench.clock.advance(59);
    assert.equal(await store.count("misses", bench.in(60)), 2);
    assert.equal(await store.get("misses"), 2);
    bench.clock.advance(1);
    assert.equal(await store.get("misses"), undefined);
    assert.equal(await store.count("misses", bench.in(60)), 1);
    bench.clock.advance(59);
    assert.equal(await store.count("misses", bench.in(60)), 2);
  }),

  defineCase("a count ends with delete or set; a value cannot be counted until it expired", async (bench) => {
    const store = (await bench.open()).entries("demo", "nemid");
    await store.count("key", bench.in(60));
    assert.equal(await store.delete("key"), true);
    assert.equal(await store.count("key", bench.in(60)), 1);
    await store.set("key", "value", { expires: bench.in(60) });
    await refusesWith("storage:conflict", () => store.count("key", bench.in(60)));
    assert.equal(await store.get("key"), "value");
    bench.clock.advance(60);
    assert.equal(await store.count("key", bench.in(60)), 1);
    assert.equal(await store.get("key"), 1);
  }),
];
