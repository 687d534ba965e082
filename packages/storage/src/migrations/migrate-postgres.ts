import type { ClientBase } from "pg";
import { StorageError } from "../errors.js";
import type { ColumnTypes } from "./migration.js";
import { CREATE_SCHEMA_VERSION, pendingMigrations } from "./pending.js";

const TYPES: ColumnTypes = { bytes: "bytea", serial: "bigint generated always as identity primary key" };

/** The letters "eidg": any number will do, as long as every release uses the same. */
const MIGRATION_LOCK = 0x65_69_64_67;

/**
 * Brings the database up to date in one transaction. Nodes that start together queue at the advisory lock, which is given back
 * with the transaction, also when a node dies in it.
 *
 * @throws StorageError `storage:readonly` on a standby or a user whose transactions are read-only
 */
export async function migratePostgres(client: ClientBase): Promise<void> {
  await client.query("begin");
  try {
    await refuseReadOnly(client);
    // A migration of a large table, or the wait for one, may take longer than a log-in's statements.
    await client.query("set local statement_timeout = 0");
    await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await applyPending(client);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined); // the connection is gone: the first error says why
    throw error;
  }
}

async function refuseReadOnly(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ state: string }>("select current_setting('transaction_read_only') as state");
  if (rows[0]?.state !== "on") return;
  throw new StorageError(
    "storage:readonly",
    "PostgreSQL is read-only here: name the primary, and a user who may write",
  );
}

async function applyPending(client: ClientBase): Promise<void> {
  const applied = await appliedVersion(client);
  for (const { version, name, statements } of pendingMigrations(applied)) {
    if (version === 1) await client.query(CREATE_SCHEMA_VERSION);
    for (const statement of statements(TYPES)) await client.query(statement);
    await client.query("insert into schema_version (version, name) values ($1, $2)", [version, name]);
  }
}

/** Asked before anything is made, so that a user without the right to make tables can run an up-to-date schema. */
async function appliedVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ present: boolean }>(
    "select to_regclass('schema_version') is not null as present",
  );
  if (!rows[0]?.present) return 0;
  const { rows: versions } = await client.query<{ version: number | null }>(
    "select max(version) as version from schema_version",
  );
  return versions[0]?.version ?? 0;
}
