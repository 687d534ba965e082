import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Kysely } from "kysely";
import Libsql from "libsql";
import { StorageError } from "../errors.js";
import { migrateSqlite } from "../migrations/migrate-sqlite.js";
import type { Engine } from "./engine.js";
import { type Flushing, logOf, shared } from "./flush-log.js";
import { BUSY_TIMEOUT_MS, sqliteDialect } from "./sqlite-dialect.js";
import { translatingSqlite } from "./sqlite-errors.js";
import type { Tables } from "./tables.js";

const RETRY_MS = 50;

/** Opens a file that only this user can read, making it and its folder when absent. */
export function openSqlite(file: string): Engine {
  return translatingSqlite(file, () => {
    makePrivateFile(file);
    const connection = new Libsql(file);
    try {
      prepareConnection(connection);
      migrateSqlite(connection);
      leaveFlushing(connection);
    } catch (error) {
      connection.close();
      throw error;
    }
    return engineOn(connection, file);
  });
}

/** An engine on a connection that is prepared and migrated. */
export function engineOn(connection: Libsql.Database, file: string, log: Flushing = logOf(file)): Engine {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(connection, file, shared(log)) });
  const truncate = () => translatingSqlite(file, () => truncateLog(connection));
  return {
    db,
    reclaim: () => reclaimed(truncate),
    async close() {
      // With the log written back, a copy of the file alone is a backup. If it cannot be now, the next start finds it. A transaction
      // that is running has the connection, and is waited for.
      if (connection.open)
        await db
          .connection()
          .execute(async () => connection.open && truncate())
          .catch(() => false);
      await db.destroy();
    },
  };
}

/** SQLite gives its `-wal` and `-shm` files the mode of the file they belong to. */
function makePrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  if (statSync(file).mode & 0o077) chmodSync(file, 0o600);
}

function prepareConnection(connection: Libsql.Database): void {
  connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  // Deleted rows are overwritten with zeros, not only forgotten.
  connection.pragma("secure_delete = ON");
}

/**
 * A write is on the disk before it is answered: what was spent stays spent after a power cut. With a write-ahead log that is for the
 * dialect to see to, which does not hold up this thread for it; where the file system allows none, SQLite does.
 */
function leaveFlushing(connection: Libsql.Database): void {
  const [{ journal_mode: mode }] = connection.pragma("journal_mode") as [{ journal_mode: string }];
  if (mode === "wal") connection.pragma("synchronous = NORMAL");
}

/** The log holds the rows as they were written; only a truncating checkpoint takes them out of it. False: another is at it. */
function truncateLog(connection: Libsql.Database): boolean {
  const [outcome] = connection.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: number }];
  return outcome.busy === 0;
}

/** SQLite waits for readers and writers, but not for another process that writes back the log at this moment. */
async function reclaimed(truncate: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < BUSY_TIMEOUT_MS; waitedMs += RETRY_MS) {
    if (truncate()) return;
    await setTimeout(RETRY_MS);
  }
  throw new StorageError(
    "storage:unavailable",
    "deleted rows are still in the write-ahead log: another process held the database; purge again",
  );
}
