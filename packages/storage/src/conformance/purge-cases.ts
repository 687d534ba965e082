import assert from "node:assert/strict";
import type { Storage } from "../storage.js";
import { type Bench, defineCase } from "./bench.js";

/** One row in each table that expires, all of them at once. */
async function fill(bench: Bench, storage: Storage, name: string, seconds: number): Promise<void> {
  const expires = bench.in(seconds);
  const about = { transaction: name, service: "demo", method: "nemid" };
  await storage.flows.create({ id: name, body: {}, step: "s", expires });
  await storage.entries("demo", "nemid").set(name, 1, { expires, subject: name });
  await storage.entries("demo", "nemid").count(`${name}/count`, expires);
  await storage.spend("challenge", name, expires);
  await storage.oidc.upsert("Session", name, {}, expires, { uid: name, grantId: name });
  await storage.events.append({ ...about, at: bench.in(0), event: "begun", expires });
  await storage.evidence.put({ ...about, format: "nemid", body: {}, expires });
}

const ONE_OF_EACH = { flows: 1, entries: 2, spent: 1, oidc: 1, events: 1, evidence: 1, signing: 0 };
const NONE = { flows: 0, entries: 0, spent: 0, oidc: 0, events: 0, evidence: 0, signing: 0 };

export const purgeCases = [
  defineCase("a purge deletes what has expired, says how much, and a second finds nothing", async (bench) => {
    const storage = await bench.open();
    await fill(bench, storage, "old", 60);
    await fill(bench, storage, "young", 61);
    assert.deepEqual(await storage.purge(), NONE);
    bench.clock.advance(60);
    assert.deepEqual(await storage.purge(), ONE_OF_EACH);
    assert.deepEqual(await storage.purge(), NONE);
  }),

  defineCase("a dry run says what a purge would delete, and deletes nothing", async (bench) => {
    const storage = await bench.open();
    await fill(bench, storage, "old", 60);
    await fill(bench, storage, "young", 61);
    assert.deepEqual(await storage.purge({ dryRun: true }), NONE);
    bench.clock.advance(60);
    assert.deepEqual(await storage.purge({ dryRun: true, rewriteTables: true }), ONE_OF_EACH);
    assert.deepEqual(await storage.purge({ dryRun: true }), ONE_OF_EACH);
    assert.deepEqual(await storage.purge(), ONE_OF_EACH);
    assert.deepEqual(await storage.purge({ dryRun: true }), NONE);
  }),

  defineCase("a purge leaves what is alive as it was", async (bench) => {
    const storage = await bench.open();
    await fill(bench, storage, "old", 60);
    await fill(bench, storage, "young", 61);
    bench.clock.advance(60);
    await storage.purge();
    assert.deepEqual((await storage.flows.read("young"))?.body, {});
    assert.equal(await storage.entries("demo", "nemid").get("young"), 1);
    assert.equal(await storage.entries("demo", "nemid").count("young/count", bench.in(60)), 2);
    assert.equal(await storage.spend("challenge", "young", bench.in(60)), false);
    assert.deepEqual(await storage.oidc.findByUid("Session", "young"), {});
    assert.equal((await storage.events.list("young")).length, 1);
    assert.deepEqual((await storage.evidence.find("young"))?.body, {});
  }),

  defineCase("no row of what was purged is left, in any table", async (bench) => {
    const storage = await bench.open();
    await fill(bench, storage, "old", 60);
    bench.clock.advance(60);
    await storage.purge();
    const db = await bench.db();
    for (const table of ["flows", "entries", "spent", "oidc", "events", "evidence"] as const) {
      assert.deepEqual(await db.selectFrom(table).selectAll().execute(), []);
    }
  }),

  defineCase("two nodes that purge at once delete each row once, however many there are", async (bench) => {
    const [one, other] = [await bench.open(), await bench.open()];
    const db = await bench.db();
    const expires = bench.in(60).getTime();
    const rows = Array.from({ length: 1_201 }, (_, index) => ({ id: Buffer.from(`row ${index}`), expires }));
    await db.insertInto("spent").values(rows).execute();
    bench.clock.advance(60);
    const [first, second] = await Promise.all([one.purge(), other.purge()]);
    assert.equal(first.spent + second.spent, 1_201);
    assert.deepEqual(await db.selectFrom("spent").selectAll().execute(), []);
  }),
];
