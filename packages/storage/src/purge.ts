import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Engine } from "./database/engine.js";
import type { Tables } from "./database/tables.js";
import type { PurgeCounts, PurgeOptions } from "./storage.js";

const EXPIRING = ["flows", "entries", "spent", "oidc", "events", "evidence"] as const;
const EXPIRING_ORDERS = [
  "signing_orders",
  "signing_tasks",
  "signing_files",
  "signing_events",
  "signing_chores",
] as const;

/** Small enough that log-ins go on between two statements. */
const ROWS_PER_STATEMENT = 500;
const PIECES_PER_STATEMENT = 16;

/** Deletes what had expired at `now`, then has the files forget it. Safe to run on several nodes, and again. */
export async function purgeExpired(engine: Engine, now: number, options: PurgeOptions = {}): Promise<PurgeCounts> {
  const counts: Record<string, number> = {};
  const purgeTable = options.dryRun ? countExpired : deleteExpired;
  for (const table of EXPIRING) counts[table] = await purgeTable(engine.db, table, now);
  let signing = 0;
  for (const table of EXPIRING_ORDERS) signing += await purgeTable(engine.db, table, now);
  counts.signing = signing;
  if (!options.dryRun) await deleteUnheldPieces(engine.db);
  if (!options.dryRun) await engine.reclaim(options);
  return counts as PurgeCounts;
}

type Expiring = (typeof EXPIRING)[number] | (typeof EXPIRING_ORDERS)[number];

async function countExpired(db: Kysely<Tables>, table: Expiring, now: number): Promise<number> {
  const name = sql.table(table);
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${name} where expires <= ${now}`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

/** Expiry is asked twice: a row's life may be made longer between finding it and deleting it. */
function deleteExpired(db: Kysely<Tables>, table: Expiring, now: number): Promise<number> {
  const name = sql.table(table);
  return deleteInTurns(
    db,
    sql`delete from ${name} where expires <= ${now} and id in
      (select id from ${name} where expires <= ${now} limit ${sql.lit(ROWS_PER_STATEMENT)})`,
  );
}

/**
 * A document's pieces outlive it when its last holder expired. One that is being taken over is not among them: whoever takes it
 * over keeps the row of the holder before them until its own is there.
 */
function deleteUnheldPieces(db: Kysely<Tables>): Promise<number> {
  return deleteInTurns(
    db,
    sql`delete from signing_pieces where id in (select id from signing_pieces as piece where not exists
      (select 1 from signing_files where signing_files.blob = piece.blob) limit ${sql.lit(PIECES_PER_STATEMENT)})`,
  );
}

async function deleteInTurns(db: Kysely<Tables>, statement: RawBuilder<unknown>): Promise<number> {
  let deleted = 0;
  for (;;) {
    // In a transaction: on SQLite that waits for another's without holding up this thread.
    const { numAffectedRows = 0n } = await db.transaction().execute((transaction) => statement.execute(transaction));
    const rows = Number(numAffectedRows);
    deleted += rows;
    if (rows === 0) return deleted;
    await new Promise((resolve) => setImmediate(resolve)); // SQLite works in this thread: let the others in
  }
}
