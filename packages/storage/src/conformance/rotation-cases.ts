import assert from "node:assert/strict";
import type { SealingKeys } from "../sealing/sealing-keys.js";
import { defineCase, newSealing, refusesWith } from "./bench.js";

function rotated(older: SealingKeys, id: string): SealingKeys {
  const next = newSealing(id);
  return { current: id, keys: { ...older.keys, ...next.keys } };
}

export const rotationCases = [
  defineCase("refuses to open with another key of the same name, or without the key", async (bench) => {
    await (await bench.open()).close();
    const wrong = newSealing(bench.sealing.current);
    await refusesWith("storage:sealing", () => bench.open(wrong));
    const error = await refusesWith("storage:sealing", () => bench.open(newSealing("second")));
    assert.match(error.message, /"first"/);
    await bench.open();
  }),

  defineCase("after a rotation everything from before is still found, counted and spent", async (bench) => {
    const before = await bench.open();
    const store = before.entries("demo", "nemid");
    await store.set("key", "value", { expires: bench.in(60), subject: "PID:1" });
    await store.count("misses", bench.in(60));
    await before.spend("challenge", "c-1", bench.in(60));
    await before.flows.create({ id: "f", body: 1, step: "s", expires: bench.in(60) });
    const after = await bench.open(rotated(bench.sealing, "second"));
    assert.equal(await after.entries("demo", "nemid").get("key"), "value");
    assert.equal(await after.entries("demo", "nemid").count("misses", bench.in(60)), 2);
    assert.equal(await after.spend("challenge", "c-1", bench.in(60)), false);
    assert.equal(await after.flows.take("f", "s", bench.in(30)), 1);
    assert.equal(await after.forgetSubject("demo", "nemid", "PID:1"), 1);
  }),

  defineCase("nodes with the older and the newer key as current read one another's rows", async (bench) => {
    const both = rotated(bench.sealing, "second");
    const newer = await bench.open(both);
    const older = await bench.open({ ...both, current: "first" });
    const expires = bench.in(60);
    await newer.entries("demo", "nemid").set("a", "from newer", { expires });
    await older.entries("demo", "nemid").set("b", "from older", { expires });
    assert.equal(await older.entries("demo", "nemid").get("a"), "from newer");
    assert.equal(await newer.entries("demo", "nemid").get("b"), "from older");
    assert.equal(await newer.spend("challenge", "c", expires), true);
    assert.equal(await older.spend("challenge", "c", expires), false);
  }),

  defineCase("once all is sealed again, the older key can be taken away", async (bench) => {
    const before = await bench.open();
    const expires = bench.in(60);
    await before.evidence.put({ transaction: "t", service: "s", method: "m", format: "f", body: "e", expires });
    await before.keys.ensure("oidc", 1, async () => ({ value: "key", activeFrom: bench.in(0) }));
    for (let n = 0; n < 450; n++) await before.entries("demo", "nemid").set(`key ${n}`, n, { expires });
    const both = rotated(bench.sealing, "second");
    const after = await bench.open(both);
    assert.equal(await after.reseal(), 451); // the two keys were sealed again by opening
    assert.equal(await after.reseal(), 0);
    const alone = await bench.open({ current: "second", keys: { second: both.keys.second! } });
    assert.equal((await alone.evidence.find("t"))?.body, "e");
    assert.equal((await alone.keys.list("oidc"))[0]?.value, "key");
    assert.equal(await alone.entries("demo", "nemid").get("key 449"), 449);
  }),

  defineCase("a row whose key was taken away too early is an error, not absent", async (bench) => {
    const before = await bench.open();
    await before.entries("demo", "nemid").set("key", 1, { expires: bench.in(60) });
    const both = rotated(bench.sealing, "second");
    await (await bench.open(both)).close();
    const alone = await bench.open({ current: "second", keys: { second: both.keys.second! } });
    const error = await refusesWith("storage:sealing", () => alone.entries("demo", "nemid").get("key"));
    assert.match(error.message, /"first".*not given/);
    await refusesWith("storage:sealing", () => alone.reseal());
  }),
];
