import { setTimeout } from "node:timers/promises";
import { type Driver, SqliteDialect, type SqliteDialectConfig, SqliteDriver } from "kysely";
import type Libsql from "libsql";
import { sqliteDriver } from "./sqlite-driver.js";
import { translatingSqlite } from "./sqlite-errors.js";

/** How long a statement waits for another process that writes. It waits in this thread: libsql has no other. */
export const BUSY_TIMEOUT_MS = 5_000;
const RETRY_MS = 5;
const SQLITE_BUSY = 5;
const WAIT_AGAIN = `pragma busy_timeout = ${BUSY_TIMEOUT_MS}`;
const BEGIN_AT_ONCE = `pragma busy_timeout = 0; begin immediate; ${WAIT_AGAIN}`;

/**
 * SQLite whose transactions take the write lock as they begin: one that had read before another wrote could not go on to write. For
 * the lock they wait without holding up this thread, since a transaction, unlike a statement, goes on for several turns of it: if its
 * holder is another connection of this process, only then can it end.
 */
export function sqliteDialect(connection: Libsql.Database, file: string): SqliteDialect {
  const config = { database: sqliteDriver(connection, file) };
  return new (class extends SqliteDialect {
    override createDriver(): Driver {
      return new PatientDriver(config, connection, file);
    }
  })(config);
}

class PatientDriver extends SqliteDriver {
  readonly #connection: Libsql.Database;
  readonly #file: string;

  constructor(config: SqliteDialectConfig, connection: Libsql.Database, file: string) {
    super(config);
    this.#connection = connection;
    this.#file = file;
  }

  override async beginTransaction(): Promise<void> {
    for (let waitedMs = 0; !this.#begins(waitedMs >= BUSY_TIMEOUT_MS); waitedMs += RETRY_MS) await setTimeout(RETRY_MS);
  }

  /** False: another holds the lock. */
  #begins(isLast: boolean): boolean {
    try {
      // Not prepared: a prepared statement that was refused stays under way until it is collected, and keeps others from committing.
      translatingSqlite(this.#file, () => this.#connection.exec(BEGIN_AT_ONCE));
      return true;
    } catch (error) {
      this.#connection.exec(WAIT_AGAIN);
      if (isLast || !isBusy(error)) throw error;
      return false;
    }
  }
}

function isBusy(error: unknown): boolean {
  const { cause } = error as { readonly cause?: { readonly rawCode?: unknown } };
  return typeof cause?.rawCode === "number" && (cause.rawCode & 0xff) === SQLITE_BUSY;
}
