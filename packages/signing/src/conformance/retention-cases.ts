import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { NationalId } from "@eid-gateway/core";
import { StorageError } from "@eid-gateway/storage";
import { type Bench, DAY, defineCase, HOUR, type Node, newSealing, textFile, textOf } from "./bench.js";
import { aNotification, aTask, complete, makeOrder, SERVICE, SIGN } from "./orders.js";
import { allRows, SIGNING_TABLES } from "./rows.js";

const LARGE = { mediaType: "application/pdf", bytes: new Uint8Array(randomBytes(2_500_000)) };

/** An order with a row in every table, a document of three pieces, a pending notification and one that was withheld. */
async function fill(node: Node): Promise<{ id: string; upload: string; archived: string }> {
  const upload = await node.files.put(SERVICE, LARGE);
  const archived = await node.archive.put(SERVICE, textFile("canary-archived"));
  const id = await makeOrder(node, {
    clientReference: "canary-reference",
    account: "canary-account",
    sender: { uniqueId: "canary-sender" },
    subjects: [
      {
        id: "canary-subject",
        nationalId: new NationalId("DK", "0101701234"),
        lastName: "Canary-Andersen",
        attributes: [],
      },
    ],
    documents: [
      { kind: "session", id: "doc", description: "canary-description", sessionId: upload },
      { kind: "provided", id: "text", description: "L", mediaType: "text/plain", data: Buffer.from("canary-text") },
    ],
    tasks: [
      aTask({
        documentActions: [SIGN],
        notifications: [aNotification({ type: "EMAIL", recipient: "canary@example.dk", schedules: later })],
      }),
      aTask({ id: "canary-task", subjectRef: "canary-subject" }),
    ],
    packagingTasks: [{ id: "pack", method: "pades", notifications: [], documents: [{ documentId: "doc" }] }],
  });
  await node.orders.setClientStatus(SERVICE, id, "task", "canary-status");
  await node.sittings.record(SERVICE, id, "task", {
    event: "task-started",
    ip: "192.0.2.99",
    userAgent: "canary-agent",
  });
  await complete(node, id, "canary-task");
  return { id, upload, archived };
}
const later = [{ stateIs: "created", wait: { days: 20 } }] as const;

async function refusesSealed(call: () => Promise<unknown>): Promise<void> {
  const error = await call().then(
    () => assert.fail("a row that was altered was read"),
    (thrown: unknown) => thrown,
  );
  assert(error instanceof StorageError && error.code === "storage:sealing", String(error));
}

/** Reads all that is kept of an order. */
async function readAll(node: Node, id: string): Promise<void> {
  await node.orders.find(SERVICE, id);
  await node.orders.states(SERVICE, [id]);
  await node.orders.history(SERVICE, id, "task");
  await node.orders.original(SERVICE, id, "task", "doc");
  await node.orders.result(SERVICE, id, "canary-task", "doc");
  await node.orders.packagingStates(SERVICE, [id]);
}

export const retentionCases = [
  defineCase("nothing that is known of a person or a document is readable in any row", async (bench) => {
    const node = await bench.open();
    const { id, upload } = await fill(node);
    const rows = Object.values(await allRows(node)).flat();
    const texts = rows.map((row) => JSON.stringify(row));
    const canaries = [
      "canary",
      "Canary",
      "0101701234",
      "192.0.2.99",
      "example.dk",
      "Dear reader",
      id,
      upload,
      "Anders",
    ];
    for (const canary of canaries) {
      const hex = Buffer.from(canary).toString("hex");
      assert(!texts.some((text) => text.includes(canary) || text.includes(hex)), `${canary} is readable`);
    }
    for (const table of SIGNING_TABLES) assert(rows.length > 0, table);
  }),

  ...SIGNING_TABLES.map((table) =>
    defineCase(`a row of ${table} that was altered, or given another's content, is an error`, async (bench) => {
      const node = await bench.open();
      const { id } = await fill(node);
      await fill(node);
      const { db } = node.storage.workbench;
      const rows = await db.selectFrom(table).select(["id", "sealed"]).execute();
      await readAll(node, id);
      for (const { id: row, sealed } of rows) {
        const flipped = Uint8Array.from(sealed);
        flipped[flipped.length >> 1]! ^= 1;
        await db.updateTable(table).set({ sealed: flipped }).where("id", "=", row).execute();
      }
      await refusesSealed(() => readAll(node, id));
      for (const [index, { id: row }] of rows.entries()) {
        const { sealed } = rows[(index + 1) % rows.length]!;
        await db.updateTable(table).set({ sealed }).where("id", "=", row).execute();
      }
      await refusesSealed(() => readAll(node, id));
    }),
  ),

  defineCase("a file with a piece missing is an error, not a shorter file", async (bench) => {
    const node = await bench.open();
    const id = await node.files.put(SERVICE, LARGE);
    const { db } = node.storage.workbench;
    const pieces = await db.selectFrom("signing_pieces").select("id").orderBy("id").execute();
    assert.equal(pieces.length, 3);
    for (const piece of pieces.toReversed()) {
      await db.deleteFrom("signing_pieces").where("id", "=", piece.id).execute();
      const error = await node.files.get(SERVICE, id).then(
        () => assert.fail("a torn file was read"),
        (thrown: unknown) => thrown,
      );
      assert(error instanceof StorageError && error.code === "storage:corrupt", String(error));
    }
  }),

  defineCase("with a newer key everything is sealed again, and the older one can be taken away", async (bench) => {
    const before = await bench.open();
    const { id, upload, archived } = await fill(before);
    const newer = newSealing("second");
    const both = { current: "second", keys: { ...bench.sealing.keys, ...newer.keys } };
    const rotated = await bench.open({ sealing: both });
    await readAll(rotated, id);
    const rows = Object.values(await allRows(before)).flat().length;
    assert.equal(await rotated.storage.reseal(), rows);
    assert.equal(await rotated.storage.reseal(), 0);
    const alone = await bench.open({ sealing: newer });
    await readAll(alone, id);
    assert.equal(textOf(await alone.archive.get(SERVICE, archived)), "canary-archived");
    assert(Buffer.from((await alone.files.get(SERVICE, upload))!.bytes).equals(LARGE.bytes));
    assert.equal(await complete(alone, id), true);
  }),

  defineCase(
    "a purge deletes every row of an order whose time is over, bytes and all, and leaves the others'",
    async (bench) => {
      const node = await bench.open();
      const { id, archived } = await fill(node);
      const young = await makeYoung(bench, node);
      bench.clock.advance(59 * DAY);
      assert.equal((await node.storage.purge()).signing, 0);
      await readAll(node, id);
      bench.clock.advance(DAY);
      const expiring = Object.entries(await allRows(node)).flatMap(([table, rows]) =>
        table === "signing_pieces" ? [] : rows,
      );
      const kept = 1 + 1 + 1 + 1 + 1; // the archived file; of the young order itself, its task, file and event
      assert.equal((await node.storage.purge({ dryRun: true })).signing, expiring.length - kept);
      assert.equal((await node.storage.purge()).signing, expiring.length - kept);
      const left = await allRows(node);
      assert.deepEqual(
        SIGNING_TABLES.map((table) => left[table]!.length),
        [1, 1, 2, 2, 1, 0],
      );
      assert.equal(textOf(await node.archive.get(SERVICE, archived)), "canary-archived");
      assert.equal(textOf(await node.orders.original(SERVICE, young, "task", "doc")), "Dear reader");
      assert.equal((await node.storage.purge()).signing, 0);
    },
  ),

  defineCase("an order that is deleted while somebody reads it keeps nothing of who that was", async (bench) => {
    const nodes = [await bench.open(), await bench.open()] as const;
    const read = { event: "document-viewed", ip: "192.0.2.99", userAgent: "Firefox" } as const;
    const ids: string[] = [];
    for (let n = 0; n < 20; n++) ids.push(await makeOrder(nodes[0]));
    await Promise.allSettled(
      ids.flatMap((id, n) => [
        nodes[n % 2]!.sittings.record(SERVICE, id, "task", read),
        nodes[0].orders.delete(SERVICE, [id]),
        nodes[1].sittings.record(SERVICE, id, "task", read),
      ]),
    );
    const { signing_events: events = [] } = await allRows(nodes[0]);
    assert.deepEqual(
      events.map((row) => ("event" in row ? row.event : undefined)),
      ids.map(() => "document-deleted"),
    );
  }),

  defineCase("orders are made, signed and deleted while two nodes purge", async (bench) => {
    const nodes = [await bench.open(), await bench.open()];
    const [one, other] = nodes as [Node, Node];
    for (let round = 0; round < 4; round++) {
      const upload = await one.files.put(SERVICE, textFile("letter"));
      bench.clock.advance(23 * HOUR);
      const document = { kind: "session", id: "doc", description: "D", sessionId: upload } as const;
      const [id] = await Promise.all([
        makeOrder(one, { documents: [document] }),
        other.storage.purge(),
        one.storage.purge(),
      ]);
      bench.clock.advance(2 * HOUR);
      await Promise.all([one.storage.purge(), other.storage.purge()]);
      assert.equal(textOf(await other.sittings.read(SERVICE, id, "task", "doc")), "letter");
    }
  }),
];

/** An order that begins a day later. */
async function makeYoung({ clock }: Bench, node: Node): Promise<string> {
  clock.advance(DAY);
  const id = await makeOrder(node);
  clock.advance(-DAY);
  return id;
}
