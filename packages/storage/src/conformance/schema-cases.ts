import assert from "node:assert/strict";
import { defineCase, inParallel, newSealing, refusesWith } from "./bench.js";

export const schemaCases = [
  defineCase("nodes that start together on an empty database migrate it once", async (bench) => {
    const storages = await Promise.all(Array.from({ length: 6 }, () => bench.open()));
    await inParallel(6, storages, (storage) => storage.ping());
    const versions = await (await bench.db()).selectFrom("schema_version").selectAll().execute();
    assert.deepEqual(versions, [
      { version: 1, name: "first tables" },
      { version: 2, name: "jobs" },
      { version: 3, name: "signing" },
    ]);
  }),

  defineCase("what was kept is there after a restart", async (bench) => {
    const before = await bench.open();
    await before.entries("demo", "nemid").set("key", "value", { expires: bench.in(60) });
    await before.spend("challenge", "c-1", bench.in(60));
    await before.close();
    const after = await bench.open();
    assert.equal(await after.entries("demo", "nemid").get("key"), "value");
    assert.equal(await after.spend("challenge", "c-1", bench.in(60)), false);
  }),

  defineCase("a database of a later release is refused with both numbers, and left as it is", async (bench) => {
    await (await bench.open()).close();
    const db = await bench.db();
    await db.insertInto("schema_version").values({ version: 99, name: "from the future" }).execute();
    const error = await refusesWith("storage:newer-schema", () => bench.open());
    assert.match(error.message, /schema 99.*knows 3/);
    assert.equal((await db.selectFrom("schema_version").selectAll().execute()).length, 4);
  }),

  defineCase(
    "refuses sealing keys that are incomplete or of the wrong length, before touching anything",
    async (bench) => {
      const { keys } = newSealing("a");
      await refusesWith("storage:sealing", () => bench.open({ current: "b", keys }));
      await refusesWith("storage:sealing", () => bench.open({ current: "toString", keys }));
      for (const bytes of [0, 16, 31, 33, 64]) {
        const short = { ...keys, old: new Uint8Array(bytes) };
        const error = await refusesWith("storage:sealing", () => bench.open({ current: "a", keys: short }));
        assert.match(error.message, /"old"/);
      }
      await bench.open({ current: "a", keys });
    },
  ),

  defineCase("closing twice is closing once", async (bench) => {
    const storage = await bench.open();
    await storage.ping();
    await Promise.all([storage.close(), storage.close()]);
    await storage.close();
    await assert.rejects(storage.ping());
  }),
];
