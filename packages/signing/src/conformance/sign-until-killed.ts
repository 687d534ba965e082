/** A node in a process of its own that completes orders one after the other, and dies at a statement when it is told to. */
import { type Database, openStorage } from "@eid-gateway/storage";
import { openNode } from "./bench.js";
import { complete } from "./orders.js";
import { interrupted } from "./rows.js";

type Plan = {
  readonly database: Database;
  readonly key: string;
  readonly now: number;
  readonly ids: readonly string[];
  readonly dieAt: number;
};
const plan = JSON.parse(process.argv[2]!) as Plan;
const clock = { now: () => new Date(plan.now) };
const sealing = { current: "first", keys: { first: new Uint8Array(Buffer.from(plan.key, "base64")) } };
const storage = await openStorage({ database: plan.database, sealing, clock });
const workbench = interrupted(storage.workbench, plan.dieAt, () => process.kill(process.pid, "SIGKILL"));
const node = openNode(storage, clock, { storage: { workbench, entries: storage.entries } });
for (const id of plan.ids) if (await complete(node, id)) process.stdout.write(`${id}\n`);
await storage.close();
