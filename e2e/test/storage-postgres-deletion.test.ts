import { randomBytes } from "node:crypto";
import { openStorage, type Storage } from "@eid-gateway/storage";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesWith } from "../src/postgres/files-with.js";
import type { PostgresForTests } from "../src/postgres/for-tests.js";
import { writeEverything } from "../src/postgres/write-everything.js";
import { startPostgres } from "../src/start-postgres.js";

const NOON = Date.UTC(2023, 5, 1, 12);
const inSeconds = (seconds: number) => new Date(NOON + seconds * 1000);

describe("what was deleted from PostgreSQL", () => {
  let postgres: PostgresForTests;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  // The files of somebody else's server are not ours to read: there the conformance suite looks at the rows alone.
  it.runIf(!process.env.TEST_DATABASE_URL)(
    "is in none of its files after a purge that rewrites the tables",
    async () => {
      const { url } = await postgres.createDatabase();
      let now = inSeconds(0);
      const sealing = { current: "k", keys: { k: new Uint8Array(randomBytes(32)) } };
      const storage = await openStorage({ database: { kind: "postgres", url }, sealing, clock: { now: () => now } });
      for (let n = 0; n < 40; n++) {
        await keepSomething(storage, `old ${n}`, inSeconds(60), n % 10 === 0 ? 20_000 : 100);
        // Rows that stay on the same pages: those are not simply cut off.
        if (n % 8 === 0) await keepSomething(storage, `young ${n}`, inSeconds(120), 100);
      }
      const old = await traces(url, inSeconds(60));
      const young = await traces(url, inSeconds(120));
      await writeEverything(url);
      expect(filesWith(postgres.dataFolder!, old).length).toBeGreaterThan(5);
      now = inSeconds(60);
      expect(await storage.purge({ rewriteTables: true })).toEqual({
        flows: 40,
        entries: 40,
        spent: 40,
        oidc: 40,
        events: 0,
        evidence: 40,
        signing: 0,
      });
      await writeEverything(url);
      expect(filesWith(postgres.dataFolder!, old)).toEqual([]);
      expect(filesWith(postgres.dataFolder!, young).length).toBeGreaterThan(5);
      await storage.close();
    },
  );
});

async function keepSomething(storage: Storage, name: string, expires: Date, size: number): Promise<void> {
  const body = { name, bytes: new Uint8Array(size) };
  await storage.flows.create({ id: name, body, step: name, expires });
  await storage.entries("demo", "nemid").set(name, body, { expires, subject: name });
  await storage.spend("challenge", name, expires);
  await storage.oidc.upsert("Session", name, body, expires, { uid: name, userCode: name, grantId: name });
  await storage.evidence.put({ transaction: name, service: "s", method: "m", format: "f", body, expires });
}

/** Every keyed hash and sealed value of the rows that expire then; of a long value, what fits on its first page. */
async function traces(url: string, expires: Date): Promise<readonly Buffer[]> {
  const client = new pg.Client(url);
  await client.connect();
  const found: Buffer[] = [];
  for (const table of ["flows", "entries", "spent", "oidc", "evidence"]) {
    const { rows } = await client.query<object>(`select * from ${table} where expires = $1`, [expires.getTime()]);
    const values = rows.flatMap((row) => Object.values(row) as unknown[]);
    found.push(...values.filter((value) => Buffer.isBuffer(value)).map((bytes) => bytes.subarray(0, 500)));
  }
  await client.end();
  return found;
}
