import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import { translatingPostgres } from "./postgres-errors.js";

/** The pool as Kysely wants it, with errors translated, and without the connections on which one was left unanswered. */
export function translatingPool(pool: pg.Pool): PostgresPool {
  return {
    end: () => pool.end(),
    connect: async () => translatingClient(await translatingPostgres(() => pool.connect())),
  };
}

function translatingClient(client: pg.PoolClient): PostgresPoolClient {
  let broken = false;
  async function query(sql: string, parameters: readonly unknown[]) {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      // The server answered with an error: fine. It did not answer: whatever comes next would wait behind this statement.
      broken ||= !(error instanceof pg.DatabaseError);
      throw error;
    }
  }
  const translated = (sql: string, parameters: readonly unknown[]) => translatingPostgres(() => query(sql, parameters));
  // Kysely's type has a second form, for cursors, which nothing here opens.
  return { query: translated as unknown as PostgresPoolClient["query"], release: () => client.release(broken) };
}
