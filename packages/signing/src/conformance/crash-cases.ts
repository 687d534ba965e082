/** A change that does not come to its end leaves everything as it was: at whichever statement it fails, or the process is killed. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Bench, Node } from "./bench.js";
import { DAY, defineCase, textFile, textOf } from "./bench.js";
import { aNotification, anOrder, anOutcome, aTask, makeOrder, SERVICE, SIGN, statusOf } from "./orders.js";
import { allRows, interrupted } from "./rows.js";

const ORDER = {
  notifications: [aNotification()],
  tasks: [aTask({ documentActions: [{ ...SIGN, sendResultToArchive: true }], notifications: [aNotification()] })],
  packagingTasks: [{ id: "pack", method: "pades", notifications: [], documents: [{ documentId: "doc" }] }],
};

type Change = (node: Node, orderId: string, bench: Bench) => Promise<unknown>;

function neverHalf(what: string, change: Change, prepare: Change = async () => undefined) {
  return defineCase(`${what} that fails at any statement leaves every row as it was`, async (bench) => {
    const node = await bench.open();
    const id = await makeOrder(node, ORDER);
    await prepare(node, id, bench);
    let statements = 0;
    for (;;) {
      const before = await allRows(node);
      const failing = await openInterrupted(bench, node, ++statements);
      const outcome = await change(failing, id, bench).then(
        () => "done",
        (error: Error) => error.message,
      );
      if (outcome === "done") break;
      assert.equal(outcome, "the node died");
      assert.deepEqual(await allRows(node), before);
    }
    assert(statements > 3, `only ${statements - 1} statements were interrupted`);
    assert.notDeepEqual(await allRows(node), {});
  });
}

function openInterrupted(bench: Bench, { storage }: Node, at: number): Promise<Node> {
  const workbench = interrupted(storage.workbench, at, () => {
    throw new Error("the node died");
  });
  return bench.open({ storage: { workbench, entries: storage.entries } });
}

const withhold = ({ sittings }: Node, id: string) =>
  sittings.withhold(SERVICE, id, "task", { evidence: textFile("theirs"), reason: "another" });

export const crashCases = [
  neverHalf("an order", (node) =>
    node.orders.create(SERVICE, [
      anOrder(ORDER),
      anOrder({ tasks: [aTask({ authentication: { methods: ["nemid"] } })] }),
    ]),
  ),
  neverHalf("a completion", (node, id) => node.sittings.complete(SERVICE, id, "task", anOutcome("doc"))),
  neverHalf("a third withheld signature", withhold, async (node, id) => {
    await withhold(node, id);
    await withhold(node, id);
  }),
  neverHalf("a refusal", (node, id) => node.sittings.reject(SERVICE, id, "task", "no")),
  neverHalf("a task that is added", (node, id) =>
    node.orders.addTask(SERVICE, id, aTask({ id: "added", daysToLive: 100, notifications: [aNotification()] })),
  ),
  neverHalf(
    "an expiry",
    (node) => node.jobs.expireTasks(),
    async (_node, _id, bench) => bench.clock.advance(30 * DAY),
  ),

  ...[1, 6, 11].map((statement) =>
    defineCase(
      `a process killed at statement ${statement} of a signing leaves the task as open as before`,
      async (bench) => {
        const node = await bench.open();
        const id = await makeOrder(node, ORDER);
        const before = await allRows(node);
        assert.deepEqual(await signInProcess(bench, [id], { atStatement: statement }), []);
        assert.deepEqual(await allRows(node), before);
        await checkWhole(node, id, "created");
        assert.equal(await node.sittings.complete(SERVICE, id, "task", anOutcome("doc")), true);
        await checkWhole(node, id, "completed");
      },
    ),
  ),

  ...[1, 4].map((lines) =>
    defineCase(
      `a process killed from outside after ${lines} signings leaves whole tasks, and loses none of these`,
      async (bench) => {
        const node = await bench.open();
        const ids = [];
        for (let n = 0; n < 12; n++) ids.push(await makeOrder(node, ORDER));
        const reported = await signInProcess(bench, ids, { afterLines: lines });
        assert(reported.length >= lines, `${reported.length} were reported`);
        for (const id of ids) await checkWhole(node, id, reported.includes(id) ? "completed" : undefined);
      },
    ),
  ),

  defineCase("a process that is not killed signs all", async (bench) => {
    const node = await bench.open();
    const ids = [await makeOrder(node, ORDER), await makeOrder(node, ORDER)];
    assert.deepEqual(await signInProcess(bench, ids, {}), ids);
    for (const id of ids) await checkWhole(node, id, "completed");
  }),
];

async function checkWhole(node: Node, id: string, expected?: "created" | "completed"): Promise<void> {
  const status = await statusOf(node, id);
  if (expected) assert.equal(status, expected);
  const done = status === "completed";
  assert.equal(textOf(await node.orders.result(SERVICE, id, "task", "doc")), done ? "native doc" : undefined);
  const evidence = await node.evidence.ofTask(SERVICE, id, "task");
  assert.deepEqual(evidence.map(textOf), done ? ["ltv-sdo doc"] : []);
  const events = (await node.orders.history(SERVICE, id, "task")).map(({ event }) => event);
  const after = ["document-signed", "task-completed", "packaging-task-created"];
  assert.deepEqual(events, ["request-created", ...(done ? after : [])]);
}

type Death = { readonly atStatement?: number; readonly afterLines?: number };

/** Completes orders in a process of its own, on this database. @returns the ids that it reported before it died */
async function signInProcess(bench: Bench, ids: readonly string[], { atStatement = 0, afterLines }: Death) {
  const key = Buffer.from(bench.sealing.keys[bench.sealing.current]!).toString("base64");
  const plan = { database: bench.database, key, now: bench.clock.now().getTime(), ids, dieAt: atStatement };
  const script = join(import.meta.dirname, "sign-until-killed.js");
  const child = spawn(process.execPath, [script, JSON.stringify(plan)], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (afterLines && said.split("\n").length > afterLines) child.kill("SIGKILL");
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (atStatement) assert.equal(signal, "SIGKILL");
  else if (!afterLines) assert.equal(code, 0);
  return said.split("\n").slice(0, -1);
}
