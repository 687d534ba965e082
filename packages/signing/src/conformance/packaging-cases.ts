import assert from "node:assert/strict";
import type { StoredFile } from "../model/document.js";
import type { PackagePart } from "../ports.js";
import { DAY, defineCase, HOUR, inParallel, MINUTE, type Node, refusesWith, textFile, textOf } from "./bench.js";
import { aNotification, anOutcome, aTask, complete, makeOrder, SERVICE, SIGN } from "./orders.js";

const PACK = {
  id: "pack",
  method: "pades",
  notifications: [aNotification({ message: "packed" })],
  documents: [{ documentId: "doc" }],
} as const;
const stateOf = async ({ orders }: Node, id: string) => (await orders.packagingStates(SERVICE, [id]))[0];
const packaging = async ({ orders }: Node, id: string) =>
  (await orders.history(SERVICE, id, "task"))
    .map(({ event }) => event)
    .filter((event) => event.startsWith("packaging"));

function failing(times: number, then: StoredFile = textFile("packed", "application/x-pades")) {
  let tries = 0;
  return {
    tries: () => tries,
    pades: async () => {
      tries++;
      if (tries <= times) throw new Error("the TSA is down");
      return then;
    },
  };
}

export const packagingCases = [
  defineCase("a package is made of all results when the last task is completed, and told of", async (bench) => {
    const parts: PackagePart[] = [];
    const pades = async (_order: unknown, given: readonly PackagePart[]) => {
      parts.push(...given);
      return textFile("packed", "application/x-pades");
    };
    const node = await bench.open({ packagers: { pades } });
    const id = await makeOrder(node, { packagingTasks: [PACK], tasks: [aTask(), aTask({ id: "other" })] });
    await complete(node, id);
    await node.jobs.runDue();
    assert.deepEqual(await stateOf(node, id), { orderId: id, packagingTaskId: "pack", status: "created" });
    assert.equal(await node.orders.packagingResult(SERVICE, id, "pack"), undefined);
    await complete(node, id, "other");
    assert.deepEqual(await packaging(node, id), ["packaging-task-created"]);
    await node.jobs.runDue();
    assert.equal((await stateOf(node, id))?.status, "completed");
    assert.equal(textOf(await node.orders.packagingResult(SERVICE, id, "pack")), "packed");
    assert.deepEqual(
      parts.map((part) => [
        part.taskId,
        part.documentId,
        part.description,
        textOf(part.original),
        textOf(part.result),
        textOf(part.evidence),
      ]),
      ["task", "other"].map((taskId) => [taskId, "doc", "A letter", "Dear reader", "native doc", "ltv-sdo doc"]),
    );
    assert.deepEqual(await packaging(node, id), ["packaging-task-created", "packaging-task-completed"]);
    assert.deepEqual(
      node.sent.map(({ state, message }) => [state, message]),
      [["completed", "packed"]],
    );
  }),

  defineCase("a package goes to the archive when asked, and outlives the order there", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, { packagingTasks: [{ ...PACK, sendToArchive: true }] });
    await complete(node, id);
    await node.jobs.runDue();
    const { archiveId } = (await stateOf(node, id))!;
    await node.orders.delete(SERVICE, [id]);
    bench.clock.advance(100 * DAY);
    await node.storage.purge();
    assert.equal(textOf(await node.archive.get(SERVICE, archiveId!)), "task/doc");
  }),

  defineCase("six runs at once on two nodes make one package", async (bench) => {
    const packagers = failing(0);
    const nodes = [
      await bench.open({ packagers: { pades: packagers.pades } }),
      await bench.open({ packagers: { pades: packagers.pades } }),
    ];
    const id = await makeOrder(nodes[0]!, { packagingTasks: [PACK] });
    await complete(nodes[0]!, id);
    await inParallel(6, nodes, (node) => node.jobs.makePackages());
    assert.equal(packagers.tries(), 1);
    assert.equal((await stateOf(nodes[1]!, id))?.status, "completed");
  }),

  defineCase("a package that cannot be made now is tried again, after a day it has failed", async (bench) => {
    const twice = failing(2);
    const never = failing(1_000);
    const node = await bench.open({ packagers: { pades: twice.pades, never: never.pades } });
    const id = await makeOrder(node, {
      packagingTasks: [PACK, { ...PACK, id: "never", method: "never", notifications: [] }],
    });
    await complete(node, id);
    for (let minute = 0; minute < 4; minute++) {
      await node.jobs.makePackages();
      bench.clock.advance(MINUTE);
    }
    assert.equal(twice.tries(), 3);
    assert.equal((await stateOf(node, id))?.status, "completed");
    for (let hour = 0; hour <= 25; hour++) {
      bench.clock.advance(HOUR);
      await node.jobs.makePackages();
    }
    const states = await node.orders.packagingStates(SERVICE, [id]);
    assert.deepEqual(
      states.map(({ status }) => status),
      ["completed", "failed"],
    );
    assert.deepEqual((await packaging(node, id)).at(-1), "packaging-task-failed");
  }),

  defineCase(
    "a package of a task that was rejected has failed; of one that was disabled it has the others",
    async (bench) => {
      const node = await bench.open();
      const order = { packagingTasks: [PACK], tasks: [aTask(), aTask({ id: "other" })] };
      const [rejected, disabled] = [await makeOrder(node, order), await makeOrder(node, order)];
      for (const id of [rejected, disabled]) await complete(node, id!);
      await node.sittings.reject(SERVICE, rejected!, "other");
      await node.orders.disableTask(SERVICE, disabled!, "other");
      await node.jobs.runDue();
      assert.equal((await stateOf(node, rejected!))?.status, "failed");
      assert.deepEqual(await packaging(node, rejected!), ["packaging-task-failed"]);
      assert.equal(textOf(await node.orders.packagingResult(SERVICE, disabled!, "pack")), "task/doc");
    },
  ),

  defineCase("a package can be read in a later task, which waits until it is made", async (bench) => {
    const node = await bench.open();
    const view = { type: "view", document: { kind: "packaging-result", id: "p", packagingTaskId: "pack" } } as const;
    const id = await makeOrder(node, {
      packagingTasks: [{ ...PACK, documents: [{ taskId: "task", documentId: "doc" }] }],
      tasks: [aTask(), aTask({ id: "read", documentActions: [view], signatures: [] })],
    });
    const kind = async () => (await node.sittings.look(SERVICE, id, "read")).kind;
    assert.equal(await kind(), "waiting");
    await complete(node, id);
    assert.equal(await kind(), "waiting");
    await node.jobs.runDue();
    assert.equal(await kind(), "open");
    assert.equal(textOf(await node.sittings.read(SERVICE, id, "read", "p")), "task/doc");
    assert.equal(await node.sittings.complete(SERVICE, id, "read", anOutcome()), true);
  }),

  defineCase("an optional document that was not signed is not in the package", async (bench) => {
    const node = await bench.open();
    const letter = {
      kind: "provided",
      id: "maybe",
      description: "M",
      mediaType: "text/plain",
      data: Buffer.from("m"),
    } as const;
    const id = await makeOrder(node, {
      packagingTasks: [{ ...PACK, documents: [{ documentId: "doc" }, { documentId: "maybe" }] }],
      tasks: [aTask({ documentActions: [SIGN, { type: "sign", optional: true, document: letter }] })],
    });
    await complete(node, id);
    await node.jobs.runDue();
    assert.equal(textOf(await node.orders.packagingResult(SERVICE, id, "pack")), "task/doc");
  }),

  defineCase("a package of nothing but skipped documents has failed", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, {
      packagingTasks: [PACK],
      tasks: [aTask({ documentActions: [{ ...SIGN, optional: true }] })],
    });
    await node.sittings.complete(SERVICE, id, "task", anOutcome());
    assert.deepEqual(await node.jobs.makePackages(), { done: 0, failed: 1 });
    assert.equal((await stateOf(node, id))?.status, "failed");
    assert.deepEqual(await packaging(node, id), ["packaging-task-created", "packaging-task-failed"]);
  }),

  defineCase("of orders without a package no state is told, and of others theirs alone", async (bench) => {
    const node = await bench.open();
    const [without, packed] = [await makeOrder(node), await makeOrder(node, { packagingTasks: [PACK] })];
    const states = (...ids: readonly string[]) => node.orders.packagingStates(SERVICE, ids);
    await refusesWith("unknown-task", () => states(without));
    await refusesWith("unknown-task", () => states(without, without));
    assert.deepEqual(
      (await states(without, packed)).map(({ orderId, packagingTaskId }) => [orderId, packagingTaskId]),
      [[packed, "pack"]],
    );
    await refusesWith("unknown-request", () => states(packed, "none"));
    await refusesWith("unknown-request", () => node.orders.packagingStates("other", [packed]));
    await node.orders.delete(SERVICE, [packed]);
    await refusesWith("order-deleted", () => states(packed));
    await refusesWith("order-deleted", () => states(without, packed));
  }),

  defineCase("an order that is deleted while its package is made stays deleted", async (bench) => {
    const made: { id?: string; node?: Node } = {};
    const pades = async () => {
      await made.node!.orders.delete(SERVICE, [made.id!]);
      return textFile("packed", "application/x-pades");
    };
    const node = await bench.open({ packagers: { pades } });
    const id = await makeOrder(node, { packagingTasks: [PACK] });
    Object.assign(made, { id, node });
    await complete(node, id);
    assert.deepEqual(await node.jobs.makePackages(), { done: 0, failed: 1 });
    assert.equal(await node.orders.packagingResult(SERVICE, id, "pack"), undefined);
    assert.deepEqual(await node.storage.workbench.db.selectFrom("signing_pieces").select("id").execute(), []);
  }),
];
