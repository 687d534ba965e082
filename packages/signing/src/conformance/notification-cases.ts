import assert from "node:assert/strict";
import type { OutgoingMessage } from "../ports.js";
import { DAY, defineCase, HOUR, inParallel, MINUTE, type Node, refusesWith } from "./bench.js";
import { aNotification, aTask, complete, eventsOf, makeOrder, SERVICE, when } from "./orders.js";

const brief = (sent: readonly OutgoingMessage[]) => sent.map(({ state, taskId, message }) => [state, taskId, message]);

export const notificationCases = [
  defineCase(
    "an order's notification is told when all its tasks are completed; a task's when that is",
    async (bench) => {
      const due: number[] = [];
      const node = await bench.open({ onDue: () => due.push(1) });
      const id = await makeOrder(node, {
        notifications: [aNotification({ message: "order" })],
        tasks: [aTask({ notifications: [aNotification({ message: "task" })] }), aTask({ id: "other" })],
      });
      await node.jobs.runDue();
      assert.deepEqual([node.sent, due], [[], []]);
      await complete(node, id);
      assert.equal(due.length, 1);
      await node.jobs.runDue();
      assert.deepEqual(brief(node.sent), [["completed", "task", "task"]]);
      await complete(node, id, "other");
      await node.jobs.runDue();
      await node.jobs.runDue();
      assert.deepEqual(brief(node.sent).slice(1), [["completed", undefined, "order"]]);
      assert.equal(node.sent[0]?.recipient, `https://customer.example.dk/told?requestId=${id}&taskId=task`);
      assert.deepEqual((await eventsOf(node, id)).slice(2), [
        "task-completed",
        "notification-sent told",
        "notification-sent told",
      ]);
    },
  ),

  defineCase("that a task was begun is told once, whoever begins it how often", async (bench) => {
    const due: number[] = [];
    const node = await bench.open({ onDue: () => due.push(1) });
    const told = aNotification({ message: "begun", schedules: [...when("started"), ...when("completed")] });
    const other = await bench.open();
    const id = await makeOrder(node, { tasks: [aTask({ notifications: [told] }), aTask({ id: "other" })] });
    const begin = (on: Node, taskId = "task") => on.sittings.record(SERVICE, id, taskId, { event: "task-started" });
    await node.sittings.record(SERVICE, id, "task", { event: "user-authenticated" });
    await begin(node, "other");
    await node.jobs.runDue();
    assert.deepEqual([node.sent, due], [[], []]);
    await inParallel(3, [node, other], (on) => begin(on));
    await begin(other);
    await node.jobs.runDue();
    assert.deepEqual(brief(node.sent.splice(0)), [["started", "task", "begun"]]);
    assert.equal((await eventsOf(node, id)).filter((event) => event === "task-started").length, 4);
    await complete(node, id);
    await node.jobs.runDue();
    assert.deepEqual(brief(node.sent), [["completed", "task", "begun"]]);
  }),

  defineCase("a reminder for those who have begun is dropped when the task has ended by then", async (bench) => {
    const node = await bench.open();
    const reminder = aNotification({ schedules: when("started", { wait: { hours: 1 } }) });
    const [open, ended] = [
      await makeOrder(node, { tasks: [aTask({ notifications: [reminder] })] }),
      await makeOrder(node, { tasks: [aTask({ notifications: [reminder] })] }),
    ];
    for (const id of [open, ended]) await node.sittings.record(SERVICE, id!, "task", { event: "task-started" });
    await node.sittings.reject(SERVICE, ended!, "task");
    bench.clock.advance(HOUR);
    await node.jobs.runDue();
    assert.deepEqual(
      node.sent.map(({ orderId, state }) => [orderId, state]),
      [[open, "started"]],
    );
  }),

  defineCase("only a task is begun: an order's or a package's notifications cannot wait for it", async (bench) => {
    const node = await bench.open();
    const notifications = [
      aNotification(),
      aNotification({ id: "begun", schedules: [...when("created"), ...when("started")] }),
    ];
    await refusesWith("invalid-value", () => makeOrder(node, { notifications }));
    const packagingTasks = [{ id: "p", method: "pades", documents: [{ documentId: "doc" }], notifications }];
    await refusesWith("invalid-value", () => makeOrder(node, { packagingTasks }));
  }),

  defineCase("each state has its notifications: created, rejected, expired, disabled, deleted", async (bench) => {
    const node = await bench.open();
    const states = ["created", "rejected", "expired", "deleted"] as const;
    const notifications = states.map((state) => aNotification({ id: state, schedules: when(state) }));
    const order = { tasks: [aTask({ notifications, daysToLive: 1 })], notifications };
    const told = async () => {
      await node.jobs.runDue();
      return node.sent
        .splice(0)
        .map(({ state, taskId = "order" }) => `${state} ${taskId}`)
        .toSorted();
    };
    const [rejected, expired, disabled, deleted] = [
      await makeOrder(node, order),
      await makeOrder(node, order),
      await makeOrder(node, order),
      await makeOrder(node, order),
    ];
    assert.deepEqual(
      await told(),
      ["created order", "created task"].flatMap((one) => [one, one, one, one]),
    );
    await node.sittings.reject(SERVICE, rejected!, "task");
    assert.deepEqual(await told(), ["rejected order", "rejected task"]);
    await node.orders.disableTask(SERVICE, disabled!, "task");
    assert.deepEqual(await told(), ["deleted order", "deleted task"]);
    await node.orders.delete(SERVICE, [deleted!]);
    assert.deepEqual(await told(), ["deleted order", "deleted task"]);
    bench.clock.advance(DAY);
    assert.deepEqual(await told(), ["expired order", "expired task"]);
    assert.equal(await node.orders.states(SERVICE, [expired!]).then(([state]) => state?.status), "expired");
    assert.deepEqual(await told(), []);
  }),

  defineCase("what is added when a task's days are over, and no job has noted it, is told once", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, { tasks: [aTask({ daysToLive: 1 })] });
    bench.clock.advance(DAY);
    const added = aNotification({ schedules: when("expired") });
    await node.orders.addNotification(SERVICE, id, "task", added);
    await node.orders.addNotification(SERVICE, id, undefined, added);
    await node.jobs.runDue();
    assert.deepEqual(node.sent.map(({ state, taskId = "order" }) => `${state} ${taskId}`).toSorted(), [
      "expired order",
      "expired task",
    ]);
  }),

  defineCase("a reminder comes in its time, in office hours, and not to who has signed by then", async (bench) => {
    const node = await bench.open();
    const schedules = when("created", { wait: { days: 2 }, daysOfWeek: "MON,TUE,WED,THU,FRI", timeOfDay: "09:00" });
    const order = { tasks: [aTask({ notifications: [aNotification({ schedules })] })] };
    const [signed, open] = [await makeOrder(node, order), await makeOrder(node, order)];
    await complete(node, signed!);
    bench.clock.advance(3 * DAY + 18 * HOUR + 59 * MINUTE); // Monday 08:59 in Copenhagen
    await node.jobs.runDue();
    assert.deepEqual(node.sent, []);
    bench.clock.advance(MINUTE);
    await node.jobs.runDue();
    assert.deepEqual(
      node.sent.map(({ orderId }) => orderId),
      [open],
    );
    bench.clock.advance(DAY);
    await node.jobs.runDue();
    assert.equal(node.sent.length, 1);
  }),

  defineCase("several schedules of one notification are told each", async (bench) => {
    const node = await bench.open();
    const schedules = [...when("created"), ...when("created", { wait: { hours: 1 } }), ...when("rejected")];
    const id = await makeOrder(node, { tasks: [aTask({ notifications: [aNotification({ schedules })] })] });
    await node.jobs.runDue();
    bench.clock.advance(HOUR);
    await node.jobs.runDue();
    await node.sittings.reject(SERVICE, id, "task");
    await node.jobs.runDue();
    assert.deepEqual(
      node.sent.map(({ state }) => state),
      ["created", "created", "rejected"],
    );
    assert.equal(new Set(node.sent.map((message) => message.id)).size, 3);
  }),

  defineCase("notifications can be added and called off", async (bench) => {
    const node = await bench.open();
    const later = aNotification({ id: "later", schedules: when("created", { wait: { hours: 1 } }) });
    const end = aNotification({ id: "end" });
    const id = await makeOrder(node, { notifications: [later], tasks: [aTask({ notifications: [later, end] })] });
    const { orders } = node;
    await orders.addNotification(SERVICE, id, undefined, aNotification({ id: "now", schedules: when("created") }));
    await orders.addNotification(SERVICE, id, "task", aNotification({ id: "soon", schedules: when("created") }));
    await orders.disableNotifications(SERVICE, id, "task", ["later", "end"]);
    await orders.disableNotifications(SERVICE, id, "task", ["later"]);
    bench.clock.advance(HOUR);
    await node.jobs.runDue();
    assert.deepEqual(node.sent.map(({ taskId }) => taskId ?? "order").toSorted(), ["order", "order", "task"]);
    await complete(node, id);
    await node.jobs.runDue();
    assert.equal(node.sent.length, 3);
    assert.deepEqual(
      (await orders.find(SERVICE, id))?.notifications.map((one) => one.id),
      ["later", "now"],
    );
    await refusesWith("unknown-notification", () => orders.disableNotifications(SERVICE, id, undefined, ["soon"]));
    await refusesWith("duplicate-notification-id", () => orders.addNotification(SERVICE, id, undefined, later));
    await refusesWith("address-refused", () =>
      orders.addNotification(SERVICE, id, "task", aNotification({ id: "x", recipient: "http://localhost/" })),
    );
    await refusesWith("unknown-task", () => orders.addNotification(SERVICE, id, "none", aNotification({ id: "x" })));
    await refusesWith("unknown-request", () => orders.disableNotifications(SERVICE, "none", undefined, ["x"]));
  }),

  defineCase("who is added after the end is told of it", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node);
    await complete(node, id);
    await node.orders.addNotification(SERVICE, id, undefined, aNotification());
    await node.jobs.runDue();
    assert.deepEqual(brief(node.sent), [["completed", undefined, "filler"]]);
  }),

  defineCase("an order whose last open task is disabled is completed", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, { notifications: [aNotification()], tasks: [aTask(), aTask({ id: "other" })] });
    await complete(node, id);
    await node.orders.disableTask(SERVICE, id, "other");
    await node.jobs.runDue();
    assert.deepEqual(brief(node.sent), [["completed", undefined, "filler"]]);
  }),

  defineCase("two tasks completed at once on two nodes: the order is told complete, once", async (bench) => {
    const nodes: readonly Node[] = [await bench.open(), await bench.open()];
    for (let round = 0; round < 5; round++) await completeBoth(nodes);
  }),
];

async function completeBoth(nodes: readonly Node[]): Promise<void> {
  const [one, other] = nodes as [Node, Node];
  const id = await makeOrder(one, { notifications: [aNotification()], tasks: [aTask(), aTask({ id: "other" })] });
  assert.deepEqual(await Promise.all([complete(one, id), complete(other, id, "other")]), [true, true]);
  await one.jobs.runDue();
  assert.equal(one.sent.splice(0).length, 1);
}
