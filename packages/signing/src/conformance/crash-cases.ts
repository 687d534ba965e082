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

  defineCase(
    "a process killed at any moment of a signing leaves the task open as before, or done with its evidence",
    async (bench) => {
      const node = await bench.open();
      for (const statement of [1, 2, 3, 5, 7, 9, 11, 13, 99]) {
        const id = await makeOrder(node, ORDER);
        const before = await allRows(node);
        const { signal, said } = await signInProcess(bench, id, statement);
        assert.equal(signal, statement === 99 ? null : "SIGKILL");
        if (statement === 99) assert.equal(said, "true\n");
        else assert.deepEqual(await allRows(node), before);
        await checkWhole(node, id, statement === 99 ? "completed" : "created");
        if (statement === 99) continue;
        assert.equal(await node.sittings.complete(SERVICE, id, "task", anOutcome("doc")), true);
        await checkWhole(node, id, "completed");
      }
    },
  ),

  defineCase(
    "processes killed from outside, whenever, leave whole tasks, and lose none that they had reported",
    async (bench) => {
      const node = await bench.open();
      for (const linesUntilKilled of [1, 2, 3]) {
        const ids = [];
        for (let n = 0; n < 12; n++) ids.push(await makeOrder(node, ORDER));
        const reported = await killAfter(bench, ids, linesUntilKilled);
        assert(reported.length >= linesUntilKilled);
        for (const id of ids) await checkWhole(node, id, reported.includes(id) ? "completed" : undefined);
      }
    },
  ),
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

/** Completes orders in a process of its own, on this database; it prints the id of each that it has. */
function startSigner(bench: Bench, ids: readonly string[], dieAt: number) {
  const key = Buffer.from(bench.sealing.keys[bench.sealing.current]!).toString("base64");
  const plan = { database: bench.database, key, now: bench.clock.now().getTime(), ids, dieAt };
  const script = join(import.meta.dirname, "sign-until-killed.js");
  return spawn(process.execPath, [script, JSON.stringify(plan)], { stdio: ["ignore", "pipe", "inherit"] });
}

async function signInProcess(bench: Bench, id: string, dieAt: number) {
  const child = startSigner(bench, [id], dieAt);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  return { signal, said: said.replace(id, "true") };
}

async function killAfter(bench: Bench, ids: readonly string[], lines: number): Promise<readonly string[]> {
  const child = startSigner(bench, ids, 0);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.split("\n").length > lines) child.kill("SIGKILL");
  });
  await once(child, "close");
  return said.split("\n").slice(0, -1);
}
