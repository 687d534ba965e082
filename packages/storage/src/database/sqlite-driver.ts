import type { SqliteDatabase, SqliteStatement } from "kysely";
import type Libsql from "libsql";
import { StorageError } from "../errors.js";
import { translatingSqlite } from "./sqlite-errors.js";

/** More than this version's statements are, unless their lists differ in length without end. */
const MOST_PREPARED = 500;

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

/**
 * libsql as Kysely wants it, except that errors are translated, a BLOB is a Uint8Array, as in every other driver, and a statement that is
 * met again is not prepared again. `noteWrite` is told of every statement that may write.
 */
export function sqliteDriver(connection: Libsql.Database, file: string, noteWrite: () => void): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close() {
      prepared.clear();
      connection.close();
    },
    prepare(sql) {
      if (sql === "rollback" && !connection.inTransaction) return NOTHING; // a full disk has rolled back by itself
      if (!connection.open) throw new StorageError("storage:unavailable", `${file}: it has been closed`); // libsql would abort
      if (!/^(?:select|commit|rollback)\b/i.test(sql)) noteWrite();
      const known = prepared.get(sql);
      if (known) return known;
      const statement = prepareIn(connection, file, sql, () => prepared.delete(sql));
      if (prepared.size >= MOST_PREPARED) prepared.clear();
      prepared.set(sql, statement);
      return statement;
    },
  };
}

/** A statement that failed may be under way still, and is not to be used again: `forget` is told. */
function prepareIn(connection: Libsql.Database, file: string, sql: string, forget: () => void): SqliteStatement {
  const statement = translatingSqlite(file, () => connection.prepare(sql) as unknown as SqliteStatement);
  const attempt = <T>(run: () => T): T => {
    try {
      return translatingSqlite(file, run);
    } catch (error) {
      forget();
      throw error;
    }
  };
  return {
    reader: statement.reader,
    all: (parameters) => attempt(() => statement.all(parameters)).map(withBytes),
    run: (parameters) => attempt(() => statement.run(parameters)),
    iterate: (parameters) => statement.iterate(parameters),
  };
}

function withBytes(row: unknown): unknown {
  const columns = Object.entries(row as object);
  return Object.fromEntries(
    columns.map(([name, value]) => [name, value instanceof ArrayBuffer ? new Uint8Array(value) : value]),
  );
}
