/** How a person comes to a task: with an artifact, by a user session. */
import assert from "node:assert/strict";
import { DAY, defineCase, inParallel, refusesWith } from "./bench.js";
import { aTask, complete, LETTER, makeOrder, SERVICE } from "./orders.js";

export const arrivalCases = [
  defineCase("an artifact is good once, for 30 seconds, for its own task alone", async (bench) => {
    const nodes = [await bench.open(), await bench.open()];
    const node = nodes[0]!;
    const authentication = { methods: ["nemid"], artifact: true };
    const [made] = await node.orders.create(SERVICE, [
      {
        subjects: [],
        documents: [{ ...LETTER, id: "doc" }],
        tasks: [aTask({ authentication }), aTask({ id: "other" })],
        notifications: [],
        packagingTasks: [],
      },
    ]);
    const { id, artifact } = made as { id: string; artifact: string };
    const consume = (ticket: string, taskId = "task", at = node, orderId = id, service = SERVICE) =>
      at.sittings.consumeArtifact(service, { orderId, taskId }, ticket);
    assert.equal(await consume(artifact, "other"), false);
    assert.equal(await consume(artifact, "task", node, "another order"), false);
    assert.equal(await consume(artifact, "task", node, id, "another service"), false);
    const won = await inParallel(20, nodes, (at) => consume(artifact, "task", at));
    assert.equal(won.filter(Boolean).length, 1);
    const second = await node.orders.createArtifact(SERVICE, id, "task");
    assert.notEqual(second, artifact);
    bench.clock.advance(29);
    const third = await node.orders.createArtifact(SERVICE, id, "task");
    bench.clock.advance(1);
    assert.equal(await consume(second), false);
    assert.equal(await consume(third), true);
    assert.equal(Buffer.from(third, "base64url").length, 32);
    await refusesWith("unknown-task", () => node.orders.createArtifact(SERVICE, id, "none"));
    await complete(node, id);
    await refusesWith("task-not-open", () => node.orders.createArtifact(SERVICE, id, "task"));
  }),

  defineCase("a user session holds tasks of several orders, with an artifact of its own", async (bench) => {
    const node = await bench.open();
    const orders = [
      await makeOrder(node, { tasks: [aTask({ authentication: { methods: ["nemid"], artifact: true } })] }),
      await makeOrder(node),
    ];
    const tasks = orders.map((orderId, order) => ({ orderId, taskId: "task", order, description: `number ${order}` }));
    const session = { language: "da", onSessionComplete: "https://customer.example.dk/done", tasks };
    const { id, artifact } = await node.sessions.create(SERVICE, session);
    assert.deepEqual(await node.sessions.find(SERVICE, id), session);
    assert.equal(await node.sessions.find("other", id), undefined);
    assert.equal(
      await node.sittings.consumeArtifact(SERVICE, { orderId: orders[0]!, taskId: "task" }, artifact!),
      false,
    );
    assert.equal(await node.sittings.consumeArtifact(SERVICE, { sessionId: id }, artifact!), true);
    assert.equal(await node.sittings.consumeArtifact(SERVICE, { sessionId: id }, artifact!), false);
    const create = (changes: object) => () => node.sessions.create(SERVICE, { ...session, ...changes });
    await refusesWith("address-refused", create({ onSessionCancel: "http://localhost/" }));
    await refusesWith("invalid-value", create({ tasks: [] }));
    await refusesWith("duplicate-task-id", create({ tasks: [tasks[0], tasks[0]] }));
    await refusesWith("unknown-task", create({ tasks: [{ ...tasks[0], taskId: "none" }] }));
    await complete(node, orders[1]!);
    await refusesWith("task-not-open", create({}));
    bench.clock.advance(61 * DAY);
    assert.equal(await node.sessions.find(SERVICE, id), undefined);
  }),
];
