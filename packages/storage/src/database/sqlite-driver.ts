import type { SqliteDatabase, SqliteStatement } from "kysely";
import type Libsql from "libsql";
import { StorageError } from "../errors.js";
import { translatingSqlite } from "./sqlite-errors.js";

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

/**
 * libsql as Kysely wants it, except that errors are translated and a BLOB is a Uint8Array, as in every other driver.
 */
export function sqliteDriver(connection: Libsql.Database, file: string): SqliteDatabase {
  return {
    close: () => void connection.close(),
    prepare(sql) {
      if (sql === "rollback" && !connection.inTransaction) return NOTHING; // a full disk has rolled back by itself
      if (!connection.open) throw new StorageError("storage:unavailable", `${file}: it has been closed`); // libsql would abort
      const statement = translatingSqlite(file, () => connection.prepare(sql) as unknown as SqliteStatement);
      return {
        reader: statement.reader,
        all: (parameters) => translatingSqlite(file, () => statement.all(parameters)).map(withBytes),
        run: (parameters) => translatingSqlite(file, () => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
  };
}

function withBytes(row: unknown): unknown {
  const columns = Object.entries(row as object);
  return Object.fromEntries(
    columns.map(([name, value]) => [name, value instanceof ArrayBuffer ? new Uint8Array(value) : value]),
  );
}
