import { databaseFactory, type PostgresForTests, runSql } from "./for-tests.js";

/** The server somebody else runs. Its user must be allowed to create databases. */
export async function externalPostgres(url: string): Promise<PostgresForTests> {
  await runSql(url, "select 1").catch((cause: unknown) => {
    // The address holds a password: the cause names the host, and that is enough.
    throw new Error("the PostgreSQL named by TEST_DATABASE_URL does not answer", { cause });
  });
  return { url, dataFolder: undefined, ...databaseFactory(url), stop: async () => undefined };
}
