import { StorageError } from "../errors.js";
import { firstTables } from "./0001-first-tables.js";
import { jobs } from "./0002-jobs.js";
import { signing } from "./0003-signing.js";
import type { Migration } from "./migration.js";

/** Every migration, in order: version n stands at place n - 1. */
const MIGRATIONS: readonly Migration[] = [firstTables, jobs, signing];

export const CREATE_SCHEMA_VERSION =
  "create table if not exists schema_version (version bigint primary key, name text not null)";

/**
 * What a database of schema version `applied` (0: empty) still needs.
 *
 * @throws StorageError `storage:newer-schema` when a later release has been here: going on could lose what it wrote
 */
export function pendingMigrations(applied: number): readonly Migration[] {
  if (applied <= MIGRATIONS.length) return MIGRATIONS.slice(applied);
  throw new StorageError(
    "storage:newer-schema",
    `the database has schema ${applied}, this release knows ${MIGRATIONS.length}: start the newer release, or restore a backup from before it`,
  );
}
