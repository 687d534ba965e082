import type Libsql from "libsql";
import type { ColumnTypes } from "./migration.js";
import { CREATE_SCHEMA_VERSION, pendingMigrations } from "./pending.js";

const TYPES: ColumnTypes = { bytes: "blob", serial: "integer primary key" };

/**
 * Brings the file up to date in one transaction. IMMEDIATE takes the write lock before the version is read, so of two nodes
 * that start together one migrates and the other finds it done.
 */
export function migrateSqlite(connection: Libsql.Database): void {
  connection.exec("begin immediate");
  try {
    applyPending(connection);
    connection.exec("commit");
  } catch (error) {
    // A full disk has already rolled back by itself.
    if (connection.inTransaction) connection.exec("rollback");
    throw error;
  }
}

function applyPending(connection: Libsql.Database): void {
  connection.exec(CREATE_SCHEMA_VERSION);
  const [row] = connection.prepare("select max(version) as version from schema_version").all() as [VersionRow];
  for (const { version, name, statements } of pendingMigrations(row.version ?? 0)) {
    for (const statement of statements(TYPES)) connection.exec(statement);
    connection.prepare("insert into schema_version (version, name) values (?, ?)").run(version, name);
  }
}
type VersionRow = { readonly version: number | null };
