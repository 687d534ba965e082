import assert from "node:assert/strict";
import { NationalId, type Storable } from "@eid-gateway/core";
import type { SealedTable } from "../database/tables.js";
import type { Storage } from "../storage.js";
import { type Bench, defineCase, refusesWith } from "./bench.js";

type Kept = {
  readonly table: SealedTable;
  put(storage: Storage, bench: Bench, name: string, value: Storable): Promise<unknown>;
  get(storage: Storage, name: string): Promise<unknown>;
};

/** Every table that seals, and how a value goes in and comes out. */
const KEPT: readonly Kept[] = [
  {
    table: "flows",
    put: ({ flows }, bench, id, body) => flows.create({ id, body, step: "s", expires: bench.in(60) }),
    get: ({ flows }, id) => flows.read(id),
  },
  {
    table: "entries",
    put: (storage, bench, key, value) =>
      storage.entries("demo", "nemid").set(key, value, { expires: bench.in(60), subject: key }),
    get: (storage, key) => storage.entries("demo", "nemid").get(key),
  },
  {
    table: "oidc",
    put: ({ oidc }, bench, uid, value) => oidc.upsert("Session", uid, { value }, bench.in(60), { uid, grantId: uid }),
    get: ({ oidc }, uid) => oidc.findByUid("Session", uid),
  },
  {
    table: "keys",
    put: ({ keys }, bench, purpose, value) => keys.ensure(purpose, 1, async () => ({ value, activeFrom: bench.in(0) })),
    get: ({ keys }, purpose) => keys.list(purpose),
  },
  {
    table: "evidence",
    put: ({ evidence }, bench, transaction, body) =>
      evidence.put({ transaction, service: "demo", method: "m", format: "f", body, expires: bench.in(60) }),
    get: ({ evidence }, transaction) => evidence.find(transaction),
  },
];

const CANARIES = ["0101701234", "canary-text", "PID:9208-2002-2-canary", "who-asked"];

export const sealingCases = [
  ...KEPT.map(({ table, put, get }) =>
    defineCase(`a row of ${table} that was altered by hand is an error, whichever byte it was`, async (bench) => {
      const storage = await bench.open();
      await put(storage, bench, "mine", { name: "x" });
      const db = await bench.db();
      const { sealed } = await db
        .selectFrom(table)
        .select("sealed")
        .orderBy("id", table === "keys" ? "asc" : "desc") // "mine/1" stands before the storage's own key
        .executeTakeFirstOrThrow();
      const keptAs = (bytes: Uint8Array) =>
        db
          .updateTable(table)
          .set({ sealed: bytes })
          .where("sealed", "=", latest)
          .execute()
          .then(() => {
            latest = bytes;
          });
      let latest = sealed!;
      for (const position of [0, 16, sealed!.length - 1]) {
        await keptAs(sealed!.with(position, sealed![position]! ^ 1));
        await refusesWith("storage:sealing", () => get(storage, "mine"));
      }
      for (const length of [0, 4, 16, 31, sealed!.length - 1]) {
        await keptAs(sealed!.slice(0, length));
        await refusesWith("storage:sealing", () => get(storage, "mine"));
      }
      await keptAs(sealed!);
      assert.ok(await get(storage, "mine"));
    }),
  ),

  ...KEPT.map(({ table, put, get }) =>
    defineCase(`a value of ${table} that was moved to another row is an error`, async (bench) => {
      const storage = await bench.open();
      await put(storage, bench, "a", { name: "mine" });
      await put(storage, bench, "b", { name: "theirs" });
      const db = await bench.db();
      const rows = await db.selectFrom(table).select("sealed").orderBy("id").execute();
      const [one, other] = rows.map((row) => row.sealed!);
      await db.updateTable(table).set({ sealed: other! }).where("sealed", "=", one!).execute();
      const outcomes = await Promise.allSettled([get(storage, "a"), get(storage, "b")]);
      assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ["fulfilled", "rejected"]);
    }),
  ),

  defineCase("a session or an entry that was given to somebody else is an error", async (bench) => {
    const storage = await bench.open();
    await storage.oidc.upsert("Session", "a", { of: "a" }, bench.in(60), { uid: "a" });
    await storage.oidc.upsert("Session", "b", { of: "b" }, bench.in(60), {});
    await storage.entries("demo", "nemid").set("k", 1, { expires: bench.in(60), subject: "PID:1" });
    const db = await bench.db();
    const { uid } = await db.selectFrom("oidc").select("uid").where("uid", "is not", null).executeTakeFirstOrThrow();
    await db.updateTable("oidc").set({ uid: null }).where("uid", "is not", null).execute();
    await refusesWith("storage:sealing", () => storage.oidc.find("Session", "a"));
    await db.updateTable("oidc").set({ uid }).execute();
    await refusesWith("storage:sealing", () => storage.oidc.find("Session", "b"));
    await db.updateTable("entries").set({ subject: null }).execute();
    await refusesWith("storage:sealing", () => storage.entries("demo", "nemid").get("k"));
  }),

  defineCase("nothing that was kept can be read or searched for in the rows", async (bench) => {
    const storage = await bench.open();
    const [digits, text, pid, asked] = CANARIES as [string, string, string, string];
    const value = { cpr: new NationalId("DK", digits), text };
    for (const { put } of KEPT.filter(({ table }) => table !== "keys")) await put(storage, bench, pid, value);
    await storage.keys.ensure("oidc", 1, async () => ({ value, activeFrom: bench.in(0) }));
    await storage.flows.create({ id: "flow", body: {}, step: asked, expires: bench.in(60) });
    await storage.entries("demo", "nemid").count(`misses/${pid}`, bench.in(60));
    await storage.spend("challenge", asked, bench.in(60));
    await storage.oidc.upsert("DeviceCode", asked, {}, bench.in(60), { userCode: asked, grantId: asked });
    const written = await everyByte(bench);
    for (const canary of CANARIES) assert.equal(written.includes(canary), false, `found ${canary} in clear`);
  }),
];

async function everyByte(bench: Bench): Promise<string> {
  const db = await bench.db();
  const texts: string[] = [];
  for (const table of ["flows", "entries", "spent", "oidc", "keys", "events", "evidence"] as const) {
    const rows = await db.selectFrom(table).selectAll().execute();
    const values = rows.flatMap((row) => Object.values(row));
    texts.push(
      ...values.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : `${value}`)),
    );
  }
  assert.ok(texts.length > 50);
  return texts.join("\n");
}
