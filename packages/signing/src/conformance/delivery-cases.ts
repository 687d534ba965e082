/** What is due is told once, and again where it did not arrive. */
import assert from "node:assert/strict";
import type { OutgoingMessage } from "../ports.js";
import { DAY, defineCase, HOUR, inParallel, MINUTE, type Node } from "./bench.js";
import { aNotification, aTask, eventsOf, makeOrder, SERVICE, when } from "./orders.js";

/** A channel that fails so many times, and says how often it was asked, and with which ids. */
function failing(times: number) {
  const ids: string[] = [];
  const url = async ({ id }: OutgoingMessage) => {
    ids.push(id);
    if (ids.length <= times) throw new Error("no answer");
  };
  return { ids, deliver: { url } };
}

export const deliveryCases = [
  defineCase("ten runs at once on two nodes tell each thing once", async (bench) => {
    const nodes = [await bench.open(), await bench.open()];
    const notifications = Array.from({ length: 20 }, (_, n) =>
      aNotification({ id: `n${n}`, schedules: when("created") }),
    );
    for (let n = 0; n < 3; n++) await makeOrder(nodes[0]!, { notifications });
    await inParallel(10, nodes, (node) => node.jobs.deliverNotifications());
    const ids = nodes.flatMap(({ sent }) => sent.map(({ id }) => id));
    assert.deepEqual([ids.length, new Set(ids).size], [60, 60]);
  }),

  defineCase(
    "what was not delivered is tried again later and later, by the same id, and noted when it is",
    async (bench) => {
      const { ids, deliver } = failing(3);
      const node = await bench.open({ deliver });
      const id = await makeOrder(node, { notifications: [aNotification({ schedules: when("created") })] });
      const run = async (minutes: number) => {
        bench.clock.advance(minutes * MINUTE);
        const { done, failed } = await node.jobs.deliverNotifications();
        return [done, failed];
      };
      assert.deepEqual(await run(0), [0, 1]);
      assert.deepEqual(await run(0), [0, 0]);
      assert.deepEqual(await run(1), [0, 1]);
      assert.deepEqual(await run(1), [0, 0]);
      assert.deepEqual(await run(1), [0, 1]);
      assert.deepEqual(await run(3), [0, 0]);
      assert.deepEqual(await run(1), [1, 0]);
      assert.deepEqual([ids.length, new Set(ids).size], [4, 1]);
      assert.deepEqual(await eventsOf(node, id), ["request-created", "notification-sent told"]);
    },
  ),

  defineCase("after a day it is given up, and the history says so", async (bench) => {
    const { ids, deliver } = failing(1_000);
    const node = await bench.open({ deliver });
    const id = await makeOrder(node, { notifications: [aNotification({ schedules: when("created") })] });
    for (let hour = 0; hour <= 25; hour++) {
      await node.jobs.deliverNotifications();
      bench.clock.advance(HOUR);
    }
    const tries = ids.length;
    await node.jobs.deliverNotifications();
    assert.equal(ids.length, tries);
    assert.deepEqual((await eventsOf(node, id)).slice(1), ["error notification told was not delivered within a day"]);
  }),

  defineCase("a node that dies while it tells leaves it to another, after its lease and not before", async (bench) => {
    let died: (() => void) | undefined;
    const stuck = new Promise<void>((resolve) => {
      died = resolve;
    });
    const dying = await bench.open({ deliver: { url: () => stuck } });
    const node = await bench.open();
    await makeOrder(node, { notifications: [aNotification({ schedules: when("created") })] });
    const running = dying.jobs.deliverNotifications();
    await claimed(node);
    assert.deepEqual(await node.jobs.deliverNotifications(), { done: 0, failed: 0 });
    bench.clock.advance(6 * MINUTE);
    assert.deepEqual(await node.jobs.deliverNotifications(), { done: 1, failed: 0 });
    died!();
    await running;
    assert.equal(node.sent.length, 1);
    const [order] = await node.orders.search(SERVICE, { filter: { criteria: [] }, from: 0, to: 1 });
    assert.deepEqual(await eventsOf(node, order!.orderId), ["request-created", "notification-sent told"]);
  }),

  defineCase("one that does not open keeps no other from being told, and no other job from running", async (bench) => {
    const node = await bench.open();
    const { db } = node.storage.workbench;
    await makeOrder(node, { notifications: [aNotification({ id: "broken", schedules: when("created") })] });
    await db
      .updateTable("signing_chores")
      .set({ sealed: new Uint8Array(64) })
      .execute();
    await makeOrder(node, { notifications: [aNotification({ schedules: when("created") })] });
    assert.deepEqual(await node.jobs.deliverNotifications(), { done: 1, failed: 1 });
    assert.deepEqual(await node.jobs.deliverNotifications(), { done: 0, failed: 0 });
    const overdue = await makeOrder(node, {
      tasks: [
        aTask({
          daysToLive: 1,
          notifications: [aNotification({ schedules: when("created", { wait: { hours: 1 } }) })],
        }),
      ],
    });
    bench.clock.advance(HOUR);
    assert.deepEqual(await node.jobs.deliverNotifications(), { done: 1, failed: 1 });
    bench.clock.advance(DAY);
    const key = node.storage.workbench.lookup("signing order", SERVICE, overdue);
    await db
      .updateTable("signing_orders")
      .set({ sealed: new Uint8Array(64) })
      .where("id", "=", key)
      .execute();
    await makeOrder(node, { notifications: [aNotification({ schedules: when("created") })] });
    await assert.rejects(node.jobs.runDue(), AggregateError);
    assert.equal(node.sent.length, 3);
  }),
];

/** Until a node has taken what is due. */
async function claimed({ storage }: Node): Promise<void> {
  for (;;) {
    const { db } = storage.workbench;
    const rows = await db.selectFrom("signing_chores").select("id").where("held_until", "is not", null).execute();
    if (rows.length > 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
