import { randomUUID } from "node:crypto";
import pg from "pg";

/** A PostgreSQL that a test may fill. */
export interface PostgresForTests {
  /** `postgres://` address of the database to connect to first. */
  readonly url: string;
  /** Where the server keeps its files; `undefined` when the server is not ours. */
  readonly dataFolder: string | undefined;
  /** An empty database of its own, for one test. */
  createDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }>;
  stop(): Promise<void>;
}

export function databaseFactory(serverUrl: string): Pick<PostgresForTests, "createDatabase"> {
  return {
    async createDatabase() {
      const name = `eid_test_${randomUUID().replaceAll("-", "")}`;
      await runSql(serverUrl, `create database ${name}`);
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      return { url: url.href, drop: () => runSql(serverUrl, `drop database ${name} with (force)`) };
    },
  };
}

/** Runs statements one after the other on a connection of their own. */
export async function runSql(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined); // the statement that was running rejects by itself
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
