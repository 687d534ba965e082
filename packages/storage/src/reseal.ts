import { type Kysely, sql } from "kysely";
import type { SealedTable, Tables } from "./database/tables.js";
import { BOUND_COLUMNS, type RowKey } from "./sealing/row-key.js";
import type { Sealed, Sealer } from "./sealing/sealer.js";

const ROWS_PER_READ = 200;
/** A piece of a document is a thousand times as large as other rows. */
const PIECES_PER_READ = 8;
type Row = RowKey<SealedTable> & Sealed;

/**
 * Seals with the current key what an older one sealed.
 *
 * @returns how many rows it sealed again; once it gives 0 on every table, the older keys are needed no more
 * @throws StorageError `storage:sealing` at a row that does not open
 */
export async function resealTable(db: Kysely<Tables>, sealer: Sealer, table: SealedTable): Promise<number> {
  let resealed = 0;
  let rows = await rowsOfOlderKeys(db, sealer, table);
  while (rows.length > 0) {
    for (const row of rows) resealed += await resealRow(db, sealer, table, row);
    rows = await rowsOfOlderKeys(db, sealer, table, rows.at(-1));
  }
  return resealed;
}

/** Goes by id, each row once: a node that still seals with the older key cannot keep this one running for ever. */
async function rowsOfOlderKeys(db: Kysely<Tables>, sealer: Sealer, table: SealedTable, last?: Row) {
  const columns = sql.join([...BOUND_COLUMNS[table], "sealed", "key_id"].map((column) => sql.ref(column)));
  const limit = table === "signing_pieces" ? PIECES_PER_READ : ROWS_PER_READ;
  const further = last ? sql`and id > ${last.id}` : sql``;
  const { rows } = await sql<Row>`select ${columns} from ${sql.table(table)}
    where key_id <> ${sealer.current} ${further} order by id limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** Compares with what was read, so that a step that writes the row meanwhile is not undone. */
async function resealRow(db: Kysely<Tables>, sealer: Sealer, table: SealedTable, row: Row): Promise<number> {
  const { sealed, key_id } = sealer.sealBytes(table, row, sealer.openBytes(table, row));
  const { numAffectedRows } = await sql`update ${sql.table(table)} set sealed = ${sealed}, key_id = ${key_id}
    where id = ${row.id} and sealed = ${row.sealed}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
