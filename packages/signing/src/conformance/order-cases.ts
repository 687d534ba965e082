// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of addresses
import assert from "node:assert/strict";
import { DAY, defineCase, MINUTE, refusesWith, textFile, textOf } from "./bench.js";
import { fullOrder } from "./full-order.js";
import { aNotification, anOrder, aTask, complete, makeOrder, SERVICE, SIGN, statusOf } from "./orders.js";

export const orderCases = [
  defineCase("an order is read back as it was ordered, every member of it, on another node", async (bench) => {
    const [one, other] = [await bench.open(), await bench.open()];
    const sessionId = await one.files.put(SERVICE, textFile("uploaded"));
    const archiveId = await one.archive.put(SERVICE, textFile("archived"));
    const request = fullOrder(sessionId, archiveId);
    const [created] = await one.orders.create(SERVICE, [request]);
    const { id, service, created: at, ...read } = (await other.orders.find(SERVICE, created!.id))!;
    assert.deepEqual([id, service, at], [created!.id, SERVICE, bench.clock.now()]);
    assert.deepEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(request)));
    assert.equal(read.subjects[0]!.nationalId!.reveal(), "0101701234");
    assert.deepEqual(await other.orders.findTask(SERVICE, id, "second"), request.tasks[1]);
  }),

  defineCase("ids are the day and 256 random bits, 57 or 58 characters", async (bench) => {
    const node = await bench.open();
    const ids = [await makeOrder(node), await makeOrder(node), await node.files.put(SERVICE, textFile("x"))];
    for (const id of ids) assert.match(id, /^01062023[0-9a-z]{49,50}$/);
    assert.equal(new Set(ids).size, 3);
  }),

  defineCase("another service sees neither the order, its files, its states, nor can it change it", async (bench) => {
    const { orders, sittings, files } = await bench.open();
    const fileId = await files.put(SERVICE, textFile("x"));
    const [{ id }] = (await orders.create(SERVICE, [anOrder()])) as [{ id: string }];
    assert.equal(await orders.find("other", id), undefined);
    assert.equal(await orders.original("other", id, "task", "doc"), undefined);
    assert.equal(await files.get("other", fileId), undefined);
    assert.equal(await files.delete("other", fileId), false);
    assert.deepEqual(await sittings.look("other", id, "task"), { kind: "unknown" });
    assert.equal(await orders.delete("other", [id]), 0);
    await refusesWith("unknown-request", () => orders.states("other", [id]));
    await refusesWith("unknown-request", () => orders.disableTask("other", id, "task"));
    await refusesWith("unknown-request", () => orders.history("other", id, "task"));
    assert.equal(textOf(await orders.original(SERVICE, id, "task", "doc")), "Dear reader");
  }),

  defineCase("of several orders in one call all are made or none", async (bench) => {
    const node = await bench.open();
    const wrong = anOrder({ tasks: [aTask({ subjectRef: "nobody" })] });
    const error = await refusesWith("subject-ref-unresolved", () => node.orders.create(SERVICE, [anOrder(), wrong]));
    assert.deepEqual(error.place, [1, "tasks", 0, "subjectRef"]);
    assert.equal(await node.orders.count(SERVICE, { criteria: [] }), 0);
    const made = await node.orders.create(SERVICE, [anOrder(), anOrder()]);
    assert.equal(made.length, 2);
    assert.equal(await node.orders.count(SERVICE, { criteria: [] }), 2);
  }),

  defineCase(
    "documents that come without an id get one that is free, by which their result is fetched",
    async (bench) => {
      const node = await bench.open();
      const letter = { kind: "provided", description: "L", mediaType: "text/plain", data: Buffer.from("hi") } as const;
      const id = await makeOrder(node, {
        documents: [{ ...letter, id: "document-1" }],
        tasks: [aTask({ documentActions: [{ type: "sign", document: letter }] })],
      });
      const look = await node.sittings.look(SERVICE, id, "task");
      assert(look.kind === "open");
      assert.deepEqual(
        look.documents.map((document) => document.id),
        ["document-2"],
      );
      assert.equal(textOf(await node.orders.original(SERVICE, id, "task", "document-2")), "hi");
    },
  ),

  defineCase("a task expires when its days are over, whether or not a job has run", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, { tasks: [aTask({ daysToLive: 2 })] });
    bench.clock.advance(2 * DAY - 1);
    assert.equal(await statusOf(node, id), "created");
    bench.clock.advance(1);
    assert.equal(await statusOf(node, id), "expired");
    assert.equal((await node.sittings.look(SERVICE, id, "task")).kind, "over");
    assert.equal(await complete(node, id), false);
    assert.equal(await node.sittings.reject(SERVICE, id, "task"), false);
    assert.equal(await node.sittings.read(SERVICE, id, "task", "doc"), undefined);
    assert.equal(await node.jobs.expireTasks(), 1);
    assert.equal(await node.jobs.expireTasks(), 0);
    assert.equal(await statusOf(node, id), "expired");
  }),

  defineCase(
    "a deleted order is over: its documents are gone, its state says so, another deletion finds nothing",
    async (bench) => {
      const node = await bench.open();
      const id = await makeOrder(node);
      await complete(node, id);
      await node.orders.setClientStatus(SERVICE, id, "task", "canary");
      assert.equal(await node.orders.delete(SERVICE, [id, id, "unknown"]), 1);
      assert.equal(await node.orders.delete(SERVICE, [id]), 0);
      assert.equal(await node.orders.find(SERVICE, id), undefined);
      assert.equal(await node.orders.result(SERVICE, id, "task", "doc"), undefined);
      assert.equal(await node.orders.original(SERVICE, id, "task", "doc"), undefined);
      assert.deepEqual(await node.orders.states(SERVICE, [id]), [
        { orderId: id, taskId: "task", status: "deleted", documents: [] },
      ]);
      assert.equal((await node.sittings.look(SERVICE, id, "task")).kind, "over");
      assert.deepEqual(
        (await node.orders.history(SERVICE, id, "task")).map(({ event }) => event),
        ["document-deleted"],
      );
      await refusesWith("order-deleted", () => complete(node, id));
      await refusesWith("order-deleted", () => node.orders.addTask(SERVICE, id, aTask({ id: "more" })));
      await refusesWith("order-deleted", () => node.orders.createArtifact(SERVICE, id, "task"));
    },
  ),

  defineCase(
    "a disabled task is over; disabling it twice is once, and a task that was completed stays so",
    async (bench) => {
      const node = await bench.open();
      const id = await makeOrder(node, { tasks: [aTask(), aTask({ id: "other" })] });
      await node.orders.disableTask(SERVICE, id, "task");
      await node.orders.disableTask(SERVICE, id, "task");
      assert.equal(await statusOf(node, id), "deleted");
      assert.equal(await complete(node, id), false);
      assert.equal(await complete(node, id, "other"), true);
      await refusesWith("task-not-open", () => node.orders.disableTask(SERVICE, id, "other"));
      await refusesWith("unknown-task", () => node.orders.disableTask(SERVICE, id, "none"));
    },
  ),

  defineCase(
    "a task that is added has documents of its own and of the order, and makes the order live longer",
    async (bench) => {
      const node = await bench.open();
      const id = await makeOrder(node, { tasks: [aTask({ daysToLive: 1 })], daysUntilDeletion: 1 });
      const own = {
        kind: "provided",
        id: "own",
        description: "Own",
        mediaType: "text/plain",
        data: Buffer.from("own"),
      } as const;
      const added = aTask({ id: "added", daysToLive: 5, documentActions: [SIGN, { type: "sign", document: own }] });
      assert.deepEqual(await node.orders.addTask(SERVICE, id, added), {});
      bench.clock.advance(4 * DAY);
      assert.deepEqual(await node.storage.purge().then(({ signing }) => signing), 0);
      assert.equal(await statusOf(node, id), "expired");
      assert.equal(textOf(await node.sittings.read(SERVICE, id, "added", "own")), "own");
      assert.equal(textOf(await node.sittings.read(SERVICE, id, "added", "doc")), "Dear reader");
      assert.equal(await complete(node, id, "added", "doc", "own"), true);
    },
  ),

  defineCase("what changes in an order while a task's documents are looked at is not lost", async (bench) => {
    const meanwhile: (() => Promise<void>)[] = [];
    const inspectDocument = async () => {
      await meanwhile.pop()?.();
      return [];
    };
    const node = await bench.open({ inspectDocument });
    const id = await makeOrder(node);
    meanwhile.push(() => node.orders.addNotification(SERVICE, id, "task", aNotification()));
    await node.orders.addTask(SERVICE, id, aTask({ id: "added" }));
    const order = await node.orders.find(SERVICE, id);
    assert.deepEqual(
      order?.tasks.map((task) => [task.id, task.notifications.length]),
      [
        ["task", 1],
        ["added", 0],
      ],
    );
    meanwhile.push(async () => void (await node.orders.addTask(SERVICE, id, aTask({ id: "first" }))));
    await refusesWith("invalid-value", () => node.orders.addTask(SERVICE, id, aTask({ id: "second" })));
    assert.equal((await node.orders.find(SERVICE, id))?.tasks.length, 3);
  }),

  defineCase("a task is not added when a rule is broken, and the place is within the task", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node);
    const add = (changes: object) => node.orders.addTask(SERVICE, id, aTask({ id: "added", ...changes }));
    await refusesWith("duplicate-task-id", () => add({ id: "task" }));
    await refusesWith("task-cycle", () => add({ dependsOnTasks: ["added"] }));
    const error = await refusesWith("method-not-enabled", () => add({ signatures: [{ methods: [{ name: "x" }] }] }));
    assert.deepEqual(error.place, ["signatures", 0, "methods", 0]);
    await refusesWith("unknown-request", () => node.orders.addTask(SERVICE, "unknown", aTask()));
    assert.equal((await node.orders.find(SERVICE, id))!.tasks.length, 1);
  }),

  defineCase("an order's document must suit a method that comes with a later task", async (bench) => {
    const node = await bench.open();
    const html = {
      kind: "provided",
      id: "doc",
      description: "H",
      mediaType: "text/html",
      data: Buffer.from("<p>hi</p>"),
    } as const;
    const based = { signatures: [], authenticationBasedSignatures: [{ methods: [{ name: "nemid" }] }] };
    const id = await makeOrder(node, { documents: [html], tasks: [aTask(based)] });
    const error = await refusesWith("media-type-not-supported-by-method", () =>
      node.orders.addTask(SERVICE, id, aTask({ id: "added" })),
    );
    assert.deepEqual(error.place, ["documentActions", 0]);
  }),

  defineCase("a customer's own status is kept beside ours", async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, { clientReference: "ref" });
    await node.orders.setClientStatus(SERVICE, id, "task", "called twice");
    const [state] = await node.orders.states(SERVICE, [id]);
    assert.deepEqual([state?.status, state?.clientStatus, state?.clientReference], ["created", "called twice", "ref"]);
    await refusesWith("invalid-value", () => node.orders.setClientStatus(SERVICE, id, "task", "x".repeat(256)));
  }),

  defineCase("states come in the order asked for, and the first unknown id refuses all", async (bench) => {
    const node = await bench.open();
    const ids = [await makeOrder(node), await makeOrder(node)];
    const states = await node.orders.states(SERVICE, ids.toReversed());
    assert.deepEqual(
      states.map(({ orderId }) => orderId),
      ids.toReversed(),
    );
    await refusesWith("unknown-request", () => node.orders.states(SERVICE, [...ids, "unknown"]));
  }),

  defineCase(
    "an order is gone when its days until deletion are over, counted from the last task's end",
    async (bench) => {
      const node = await bench.open();
      const id = await makeOrder(node, {
        tasks: [aTask({ daysToLive: 1 }), aTask({ id: "later", daysToLive: 3 })],
        daysUntilDeletion: 2,
      });
      bench.clock.advance(5 * DAY - MINUTE);
      assert.notEqual(await node.orders.find(SERVICE, id), undefined);
      bench.clock.advance(MINUTE);
      assert.equal(await node.orders.find(SERVICE, id), undefined);
      await refusesWith("unknown-request", () => node.orders.states(SERVICE, [id]));
    },
  ),
];
