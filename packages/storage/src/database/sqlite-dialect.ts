import { setTimeout } from "node:timers/promises";
import { type Dialect, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type Libsql from "libsql";
import type { Flushing } from "./flush-log.js";
import { sqliteDriver } from "./sqlite-driver.js";
import { translated, translatingSqlite } from "./sqlite-errors.js";

/** How long a statement waits for another process that writes. It waits in this thread: libsql has no other. */
export const BUSY_TIMEOUT_MS = 5_000;
const RETRY_MS = 5;
const SQLITE_BUSY = 5;
const WAIT_AGAIN = `pragma busy_timeout = ${BUSY_TIMEOUT_MS}`;
const BEGIN_AT_ONCE = `pragma busy_timeout = 0; begin immediate; ${WAIT_AGAIN}`;

/**
 * SQLite that answers a write when it is on the disk, though a commit does not wait for that: the connection is free for others while the
 * disk is at work, and what they write meanwhile goes there in one piece. `log` is where commits are written.
 *
 * Its transactions take the write lock as they begin: one that had read before another wrote could not go on to write. For
 * the lock they wait without holding up this thread, since a transaction, unlike a statement, goes on for several turns of it: if its
 * holder is another connection of this process, only then can it end.
 */
export function sqliteDialect(connection: Libsql.Database, file: string, log: Flushing): Dialect {
  return {
    createDriver: () => new PatientDriver(connection, file, log),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

class PatientDriver extends SqliteDriver {
  readonly #connection: Libsql.Database;
  readonly #file: string;
  readonly #log: Flushing;
  #hasWritten = false; // since the connection was given out: it has one holder at a time

  constructor(connection: Libsql.Database, file: string, log: Flushing) {
    const noteWrite = () => {
      this.#hasWritten = true;
    };
    super({ database: sqliteDriver(connection, file, noteWrite) });
    this.#connection = connection;
    this.#file = file;
    this.#log = log;
  }

  override async releaseConnection(): Promise<void> {
    const mustFlush = this.#hasWritten;
    this.#hasWritten = false;
    await super.releaseConnection();
    if (mustFlush) await this.#flush();
  }

  override async destroy(): Promise<void> {
    await this.#log.close();
    await super.destroy();
  }

  async #flush(): Promise<void> {
    try {
      await this.#log.flush();
    } catch (error) {
      throw translated(this.#file, error);
    }
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
