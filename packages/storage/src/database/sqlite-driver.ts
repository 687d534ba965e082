import type { SqliteDatabase, SqliteStatement } from "kysely";
import type Libsql from "libsql";
import { translatingSqlite } from "./sqlite-errors.js";

/** libsql as Kysely wants it, except that errors are translated and a BLOB is a Uint8Array, as in every other driver. */
export function sqliteDriver(connection: Libsql.Database, file: string): SqliteDatabase {
  return {
    close: () => void connection.close(),
    prepare(sql) {
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
