/** For proofs that a deleted order is in no file of a database: orders, and what to look for in the files. */
import { randomBytes } from "node:crypto";
import { type Database, openStorage } from "@eid-gateway/storage";
import { DAY, type Node, newSealing, openNode } from "./bench.js";
import { aNotification, aTask, complete, makeOrder, SERVICE } from "./orders.js";
import { SIGNING_TABLES } from "./rows.js";

export interface KeptOrders {
  readonly node: Node;
  readonly old: readonly string[];
  readonly young: readonly string[];
  passOldOrders(): void;
  deleteOldOrders(): Promise<void>;
}

/** Old and young orders side by side, with documents larger than a page of either database, and larger than a piece. */
export async function keepOrders(database: Database): Promise<KeptOrders> {
  let now = Date.UTC(2023, 5, 1, 12);
  const clock = { now: () => new Date(now) };
  const storage = await openStorage({ database, sealing: newSealing("k"), clock });
  const node = openNode(storage, clock, {});
  const old: string[] = [];
  const young: string[] = [];
  for (let n = 0; n < 4; n++) {
    old.push(await keepOrder(node, 1, n === 0 ? 1_200_000 : 20_000));
    if (n % 2 === 0) young.push(await keepOrder(node, 100, 20_000));
  }
  return {
    node,
    old,
    young,
    passOldOrders() {
      now += 2 * DAY * 1000;
    },
    deleteOldOrders: async () => void (await node.orders.delete(SERVICE, old)),
  };
}

async function keepOrder(node: Node, daysToLive: number, size: number): Promise<string> {
  const data = new Uint8Array(randomBytes(size));
  const id = await makeOrder(node, {
    documents: [{ kind: "provided", id: "doc", description: "D", mediaType: "application/pdf", data }],
    tasks: [aTask({ daysToLive, notifications: [aNotification()] }), aTask({ id: "open", daysToLive })],
    daysUntilDeletion: 1,
  });
  await complete(node, id);
  return id;
}

/** Every keyed hash and sealed value of these orders' rows, once; of a long value, what surely lies together. */
export async function tracesOf({ node }: KeptOrders, orderIds: readonly string[]): Promise<readonly Buffer[]> {
  const { db, lookup } = node.storage.workbench;
  const keys = orderIds.map((orderId) => Buffer.from(lookup("signing order", SERVICE, orderId)).toString("hex"));
  const all = new Map<string, readonly object[]>();
  for (const table of SIGNING_TABLES) all.set(table, await db.selectFrom(table).selectAll().execute());
  const isOurs = (row: object) => [column(row, "id"), column(row, "order_id")].some((key) => keys.includes(key));
  const rows = [...all.values()].flat().filter(isOurs);
  const blobs = new Set(rows.map((row) => column(row, "blob")));
  const pieces = all.get("signing_pieces")!.filter((row) => blobs.has(column(row, "blob")));
  const values = [...rows, ...pieces].flatMap((row) => Object.values(row) as unknown[]);
  const traces = values
    .filter((value) => value instanceof Uint8Array)
    .map((bytes) => Buffer.from(bytes).subarray(0, 200));
  return [...new Map(traces.map((trace) => [trace.toString("hex"), trace])).values()];
}

function column(row: object, name: string): string {
  const value = (row as Readonly<Record<string, unknown>>)[name];
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : "";
}
