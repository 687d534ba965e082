import assert from "node:assert/strict";
import { defineCase, inParallel } from "./bench.js";

export const keyCases = [
  defineCase("nodes that start together agree on one key", async (bench) => {
    const instances = [await bench.open(), await bench.open()];
    const activeFrom = bench.in(0);
    const rows = await inParallel(20, instances, ({ keys }, index) =>
      keys.ensure("oidc", 1, async () => ({ value: { jwk: index }, activeFrom })),
    );
    for (const row of rows) assert.deepEqual(row, rows[0]);
    assert.deepEqual(await instances[1]!.keys.list("oidc"), [rows[0]]);
  }),

  defineCase("a key that is there is not made again, nor by a later start", async (bench) => {
    const first = await bench.open();
    const made = await first.keys.ensure("oidc", 1, async () => ({ value: "key", activeFrom: bench.in(60) }));
    const later = await bench.open();
    const again = await later.keys.ensure("oidc", 1, () => assert.fail("made a second time"));
    assert.deepEqual(again, made);
    assert.deepEqual(made, { purpose: "oidc", sequence: 1, value: "key", activeFrom: bench.in(60) });
  }),

  defineCase("a key that could not be made leaves nothing behind", async (bench) => {
    const { keys } = await bench.open();
    const fails = keys.ensure("oidc", 1, () => Promise.reject(new Error("no entropy")));
    await assert.rejects(fails, /no entropy/);
    assert.deepEqual(await keys.list("oidc"), []);
  }),

  defineCase("lists the keys of one purpose in ascending order", async (bench) => {
    const { keys } = await bench.open();
    const make = (value: number) => async () => ({ value, activeFrom: bench.in(0) });
    for (const sequence of [10, 2, 1]) await keys.ensure("oidc", sequence, make(sequence));
    await keys.ensure("cookies", 3, make(3));
    const listed = await keys.list("oidc");
    assert.deepEqual(
      listed.map((row) => [row.sequence, row.value]),
      [
        [1, 1],
        [2, 2],
        [10, 10],
      ],
    );
    assert.deepEqual(await keys.list("unknown"), []);
  }),

  defineCase(
    "a retired key is still listed, with the time it was first retired; a deleted one is not",
    async (bench) => {
      const storage = await bench.open();
      const { keys } = storage;
      const make = async () => ({ value: "key", activeFrom: bench.in(0) });
      await keys.ensure("oidc", 1, make);
      await keys.ensure("oidc", 2, make);
      await keys.retire("oidc", 1, bench.in(10));
      await keys.retire("oidc", 1, bench.in(20));
      bench.clock.advance(1e9);
      await storage.purge();
      const retired = (await keys.list("oidc")).map((row) => row.retiredAt);
      assert.deepEqual(retired, [bench.in(10 - 1e9), undefined]);
      await keys.delete("oidc", 1);
      assert.deepEqual(
        (await keys.list("oidc")).map((row) => row.sequence),
        [2],
      );
    },
  ),
];
