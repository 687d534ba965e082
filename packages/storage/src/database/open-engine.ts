import type { Database, Engine } from "./engine.js";

/**
 * Opens either kind of database and migrates it. The drivers are loaded when needed: a node on PostgreSQL reads no SQLite.
 *
 * @throws StorageError naming what is wrong with the database, and the remedy
 */
export async function openEngine(database: Database): Promise<Engine> {
  if (database.kind === "sqlite") return (await import("./sqlite.js")).openSqlite(database.file);
  return (await import("./postgres.js")).openPostgres(database.url);
}
