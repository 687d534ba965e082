import { type Kysely, sql } from "kysely";
import type { Engine } from "./database/engine.js";
import type { Tables } from "./database/tables.js";
import type { PurgeCounts, PurgeOptions } from "./storage.js";

const EXPIRING = ["flows", "entries", "spent", "oidc", "events", "evidence"] as const;

/** Small enough that log-ins go on between two statements. */
const ROWS_PER_STATEMENT = 500;

/** Deletes what had expired at `now`, then has the files forget it. Safe to run on several nodes, and again. */
export async function purgeExpired(engine: Engine, now: number, options: PurgeOptions = {}): Promise<PurgeCounts> {
  const counts: Record<string, number> = {};
  const purgeTable = options.dryRun ? countExpired : deleteExpired;
  for (const table of EXPIRING) counts[table] = await purgeTable(engine.db, table, now);
  if (!options.dryRun) await engine.reclaim(options);
  return counts as PurgeCounts;
}

type Expiring = (typeof EXPIRING)[number];

async function countExpired(db: Kysely<Tables>, table: Expiring, now: number): Promise<number> {
  const name = sql.table(table);
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${name} where expires <= ${now}`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

async function deleteExpired(db: Kysely<Tables>, table: Expiring, now: number): Promise<number> {
  const name = sql.table(table);
  const statement = sql`delete from ${name} where id in
    (select id from ${name} where expires <= ${now} limit ${sql.lit(ROWS_PER_STATEMENT)})`;
  let deleted = 0;
  for (;;) {
    const rows = Number((await statement.execute(db)).numAffectedRows ?? 0n);
    deleted += rows;
    if (rows === 0) return deleted;
    await new Promise((resolve) => setImmediate(resolve)); // SQLite works in this thread: let the others in
  }
}
