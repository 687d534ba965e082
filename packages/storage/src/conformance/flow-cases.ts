import assert from "node:assert/strict";
import type { Storable } from "@eid-gateway/core";
import type { Storage } from "../storage.js";
import { type Bench, defineCase, inParallel, refusesWith } from "./bench.js";

const BODY = { tries: 1, challenge: "c-1" };

async function begin(bench: Bench, storage: Storage, id = "f", body: Storable = BODY) {
  await storage.flows.create({ id, body, step: "one", expires: bench.in(600) });
}

export const flowCases = [
  defineCase("a flow begun on one instance is finished on another", async (bench) => {
    const [one, other] = [await bench.open(), await bench.open()];
    await begin(bench, one);
    assert.deepEqual(await other.flows.read("f"), { body: BODY, busy: false });
    assert.deepEqual(await other.flows.take("f", "one", bench.in(30)), BODY);
    await other.flows.save("f", { body: { tries: 2 }, step: "two", expires: bench.in(600) });
    assert.deepEqual(await one.flows.take("f", "two", bench.in(30)), { tries: 2 });
  }),

  defineCase("knows no flow of another id, nor one that was deleted", async (bench) => {
    const { flows } = await bench.open();
    assert.equal(await flows.read("f"), undefined);
    assert.equal(await flows.take("f", "one", bench.in(30)), undefined);
    await begin(bench, await bench.open());
    await flows.delete("f");
    assert.equal(await flows.read("f"), undefined);
    await flows.delete("f");
  }),

  defineCase("refuses a second flow of the same id, and keeps the first", async (bench) => {
    const storage = await bench.open();
    await begin(bench, storage);
    await refusesWith("storage:conflict", () => begin(bench, storage, "f", { tries: 9 }));
    assert.deepEqual((await storage.flows.read("f"))?.body, BODY);
  }),

  defineCase("100 parallel takes of one step token on two instances: exactly one gets the body", async (bench) => {
    const instances = [await bench.open(), await bench.open()];
    await begin(bench, instances[0]!);
    const taken = await inParallel(100, instances, ({ flows }) => flows.take("f", "one", bench.in(30)));
    assert.deepEqual(
      taken.filter((body) => body !== undefined),
      [BODY],
    );
    assert.equal((await instances[1]!.flows.read("f"))?.busy, true);
  }),

  defineCase("refuses a wrong step token, and the token of another flow", async (bench) => {
    const storage = await bench.open();
    await begin(bench, storage);
    await storage.flows.create({ id: "g", body: {}, step: "other", expires: bench.in(600) });
    for (const step of ["", "ONE", "one ", "other"]) {
      assert.equal(await storage.flows.take("f", step, bench.in(30)), undefined);
    }
    assert.equal((await storage.flows.read("f"))?.busy, false);
  }),

  defineCase("a step token works again when the lease ended or was released, not before", async (bench) => {
    const storage = await bench.open();
    await begin(bench, storage);
    const take = () => storage.flows.take("f", "one", bench.in(30));
    assert.deepEqual(await take(), BODY);
    bench.clock.advance(29);
    assert.equal(await take(), undefined);
    bench.clock.advance(1);
    assert.deepEqual(await take(), BODY);
    await storage.flows.release("f");
    assert.deepEqual(await take(), BODY);
  }),

  defineCase("a saved step spends the token before it", async (bench) => {
    const { flows } = await bench.open();
    await begin(bench, await bench.open());
    await flows.take("f", "one", bench.in(30));
    await flows.save("f", { body: BODY, step: "two", expires: bench.in(600) });
    assert.equal(await flows.take("f", "one", bench.in(30)), undefined);
    assert.deepEqual(await flows.read("f"), { body: BODY, busy: false });
  }),

  defineCase(
    "a step that outlived its lease neither overwrites nor releases the step that took over",
    async (bench) => {
      const { flows } = await bench.open();
      await begin(bench, await bench.open());
      const slow = bench.in(30);
      await flows.take("f", "one", slow);
      bench.clock.advance(31);
      const quick = bench.in(30);
      await flows.take("f", "one", quick);
      const next = { body: { tries: 7 }, step: "two", expires: bench.in(600) };
      await refusesWith("storage:conflict", () => flows.save("f", { ...next, lease: slow }));
      await flows.release("f", slow);
      assert.deepEqual(await flows.read("f"), { body: BODY, busy: true });
      await flows.save("f", { ...next, lease: quick });
      assert.deepEqual(await flows.read("f"), { body: { tries: 7 }, busy: false });
    },
  ),

  defineCase("an expired flow is neither read, taken nor saved, before any purge", async (bench) => {
    const { flows } = await bench.open();
    await begin(bench, await bench.open());
    await flows.take("f", "one", bench.in(30));
    bench.clock.advance(600);
    assert.equal(await flows.read("f"), undefined);
    assert.equal(await flows.take("f", "one", bench.in(30)), undefined);
    const next = { body: BODY, step: "two", expires: bench.in(600) };
    await refusesWith("storage:conflict", () => flows.save("f", next));
    await refusesWith("storage:conflict", () => flows.save("unknown", next));
  }),

  defineCase("refuses a lease that does not end in the future, and dates that are none", async (bench) => {
    const { flows } = await bench.open();
    await begin(bench, await bench.open());
    await assert.rejects(flows.take("f", "one", bench.in(0)), RangeError);
    await assert.rejects(flows.take("f", "one", new Date(Number.NaN)), RangeError);
    await assert.rejects(flows.create({ id: "g", body: {}, step: "s", expires: new Date(Number.NaN) }), RangeError);
    assert.equal((await flows.read("f"))?.busy, false);
  }),
];
