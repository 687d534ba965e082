import assert from "node:assert/strict";
import { NationalId } from "@eid-gateway/core";
import type { TaskFilter, TaskFilterField } from "../model/status.js";
import { DAY, defineCase, type Node, refusesWith } from "./bench.js";
import { aTask, complete, makeOrder, SERVICE } from "./orders.js";

type Criterion = TaskFilter["criteria"][number];
const is = (field: TaskFilterField, value: string, more: Partial<Criterion> = {}): Criterion => ({
  field,
  value,
  operator: "equals",
  caseSensitive: true,
  ...more,
});
const tasksOf = async (node: Node, criteria: readonly Criterion[], query: object = {}) =>
  (await node.orders.search(SERVICE, { filter: { criteria }, from: 0, to: 100, ...query })).map(({ taskId }) => taskId);

/** Three orders, a day apart: anna's, bo's, which is signed, and one of nobody. */
async function fill(bench: Parameters<Parameters<typeof defineCase>[1]>[0]): Promise<Node> {
  const node = await bench.open();
  const subject = (firstName: string, more: object = {}) => ({ id: "s", firstName, attributes: [], ...more });
  const anna = subject("Anna", {
    lastName: "Ågård",
    email: "anna@example.dk",
    mobile: "12345678",
    nationalId: new NationalId("DK", "0101701234"),
  });
  await makeOrder(node, {
    clientReference: "ref-a",
    account: "acc",
    language: "da",
    sender: { uniqueId: "sender" },
    subjects: [anna],
    tasks: [aTask({ id: "a", subjectRef: "s", daysToLive: 10, authentication: { methods: ["nemid"] } })],
  });
  bench.clock.advance(DAY);
  const id = await makeOrder(node, {
    subjects: [subject("Bo")],
    tasks: [aTask({ id: "b", subjectRef: "s", daysToLive: 9 })],
  });
  await complete(node, id, "b");
  bench.clock.advance(DAY);
  await makeOrder(node, { tasks: [aTask({ id: "c" })] });
  await makeOrder(node, { tasks: [aTask({ id: "foreign" })] }, "other");
  return node;
}

export const searchCases = [
  defineCase("a search finds a service's tasks, newest first, with all that is known of them", async (bench) => {
    const node = await fill(bench);
    assert.deepEqual(await tasksOf(node, []), ["c", "b", "a"]);
    assert.equal(await node.orders.count(SERVICE, { criteria: [] }), 3);
    const [info] = await node.orders.search(SERVICE, { filter: { criteria: [is("task-id", "a")] }, from: 0, to: 1 });
    const { orderId, created, lastUpdated, ...rest } = info!;
    assert.match(orderId, /^01062023/);
    assert.deepEqual([created, lastUpdated], [new Date("2023-06-01T12:00Z"), new Date("2023-06-01T12:00Z")]);
    assert.deepEqual(await tasksOf(node, [is("request-id", orderId)]), ["a"]);
    assert.deepEqual(rest, {
      taskId: "a",
      documentId: "doc",
      account: "acc",
      language: "da",
      status: "created",
      documentDescription: "A letter",
      mediaType: "text/plain",
      subjectFirstName: "Anna",
      subjectLastName: "Ågård",
      subjectEmail: "anna@example.dk",
      subjectNationalId: "0101701234",
      subjectMobile: "12345678",
      authenticationType: "nemid",
      senderUniqueId: "sender",
      clientReference: "ref-a",
      daysToLive: 10,
    });
  }),

  defineCase("criteria all hold, each by its operator", async (bench) => {
    const node = await fill(bench);
    const found: readonly (readonly [Criterion[], string[]])[] = [
      [[is("subject-first-name", "Anna")], ["a"]],
      [[is("subject-first-name", "anna")], []],
      [[is("subject-first-name", "anna", { caseSensitive: false })], ["a"]],
      [[is("subject-last-name", "gå", { operator: "contains" })], ["a"]],
      [[is("subject-last-name", "GÅ", { operator: "contains", caseSensitive: false })], ["a"]],
      [[is("subject-national-id", "0101701234")], ["a"]],
      [[is("subject-first-name", "Anna", { operator: "not-equals" })], ["c", "b"]],
      [[is("subject-first-name", "Anna", { operator: "greater-than" })], ["b"]],
      [[is("task-state", "completed")], ["b"]],
      [[is("task-state", "Completed")], []],
      [[is("task-state", "COMPLETED", { caseSensitive: false })], ["b"]],
      [[is("task-state", "complet", { operator: "contains" })], ["b"]],
      [[is("request-id", "unknown")], []],
      [[is("task-state", "created"), is("subject-email", "anna@example.dk")], ["a"]],
      [[is("signer", "Anders", { operator: "contains" })], ["b"]],
      [[is("days-to-live", "9")], ["b"]],
      [[is("days-to-live", "9.5", { operator: "greater-than" })], ["a"]],
      [[is("created", "2023-06-02T12:00:00Z", { operator: "less-than" })], ["a"]],
      [[is("created", "2023-06-02T13:00:00+01:00")], ["b"]],
      [[is("last-updated", "2023-06-02T00:00:00Z", { operator: "greater-than" })], ["c", "b"]],
      [[is("authentication-type", "nemid")], ["a"]],
      [[is("client-reference", "")], []],
      [[is("task-id", "foreign")], []],
    ];
    for (const [criteria, expected] of found)
      assert.deepEqual(await tasksOf(node, criteria), expected, JSON.stringify(criteria));
  }),

  defineCase("results are sorted and cut, and rows without the value stand last either way", async (bench) => {
    const node = await fill(bench);
    assert.deepEqual(await tasksOf(node, [], { ascending: true }), ["a", "b", "c"]);
    assert.deepEqual(await tasksOf(node, [], { sortField: "subject-first-name", ascending: true }), ["a", "b", "c"]);
    assert.deepEqual(await tasksOf(node, [], { sortField: "subject-first-name" }), ["b", "a", "c"]);
    assert.deepEqual(await tasksOf(node, [], { sortField: "days-to-live", ascending: true }), ["b", "a", "c"]);
    assert.deepEqual(await tasksOf(node, [], { from: 1, to: 2 }), ["b"]);
    assert.deepEqual(await tasksOf(node, [], { from: 3, to: 9 }), []);
  }),

  defineCase("a time range is of their making", async (bench) => {
    const node = await fill(bench);
    const between = (from?: string, to?: string) => ({
      filter: { criteria: [], ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) },
    });
    assert.deepEqual(await tasksOf(node, [], between("2023-06-02T00:00Z")), ["c", "b"]);
    assert.deepEqual(await tasksOf(node, [], between("2023-06-02T00:00Z", "2023-06-02T23:59Z")), ["b"]);
    assert.deepEqual(await tasksOf(node, [], between(undefined, "2023-05-31T00:00Z")), []);
  }),

  defineCase("refuses indexes that go backwards or far, and values that are no time or number", async (bench) => {
    const node = await fill(bench);
    for (const query of [
      { from: -1, to: 5 },
      { from: 5, to: 4 },
      { from: 0, to: 1_001 },
      { from: 0.5, to: 1 },
      { from: Number.NaN, to: 1 },
    ])
      await refusesWith("invalid-value", () => tasksOf(node, [], query));
    await refusesWith("invalid-value", () => tasksOf(node, [is("created", "yesterday")]));
    await refusesWith("invalid-value", () => tasksOf(node, [is("days-to-live", "many")]));
    await refusesWith("invalid-value", () => tasksOf(node, [is("days-to-live", "")]));
  }),

  defineCase(
    "a task whose days are over is found as expired before a job has noted it, and not as created",
    async (bench) => {
      const node = await fill(bench);
      bench.clock.advance(9 * DAY);
      assert.deepEqual(await tasksOf(node, [is("task-state", "expired")]), ["a"]);
      assert.deepEqual(await tasksOf(node, [is("task-state", "created")]), ["c"]);
      await node.jobs.expireTasks();
      assert.deepEqual(await tasksOf(node, [is("task-state", "expired")]), ["a"]);
    },
  ),

  defineCase("a deleted order is found by its state alone", async (bench) => {
    const node = await fill(bench);
    const [info] = await node.orders.search(SERVICE, { filter: { criteria: [is("task-id", "a")] }, from: 0, to: 1 });
    await node.orders.delete(SERVICE, [info!.orderId]);
    assert.deepEqual(await tasksOf(node, [is("subject-first-name", "Anna")]), []);
    assert.deepEqual(await tasksOf(node, [is("task-state", "deleted")]), ["a"]);
  }),
];
