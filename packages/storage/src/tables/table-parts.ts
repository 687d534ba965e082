import type { Kysely } from "kysely";
import type { Tables } from "../database/tables.js";
import type { Lookup } from "../sealing/lookup.js";
import type { Sealer } from "../sealing/sealer.js";

/** What every table is made of. */
export interface TableParts {
  readonly db: Kysely<Tables>;
  readonly sealer: Sealer;
  readonly lookup: Lookup;
  /** The caller's clock, in milliseconds: expiry never depends on the database's own. */
  now(): number;
}

/** For a package that keeps tables of its own here, and must change several rows at once or none. */
export interface Workbench extends TableParts {
  /**
   * All that `work` writes, or nothing when it throws. SQLite has one connection: until `work` ends, every other statement of this
   * process waits, so inside it use the parts it is given and no others, and await nothing but the database.
   */
  transaction<Result>(work: (parts: TableParts) => Promise<Result>): Promise<Result>;
}

export function createWorkbench(parts: TableParts): Workbench {
  return { ...parts, transaction: (work) => parts.db.transaction().execute((db) => work({ ...parts, db })) };
}

/** @throws RangeError for an invalid date, which would be kept as a row that never expires, or never was */
export function toMs(date: Date): number {
  const ms = date.getTime();
  if (Number.isNaN(ms)) throw new RangeError("an invalid date cannot be kept");
  return ms;
}
