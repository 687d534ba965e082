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

/** @throws RangeError for an invalid date, which would be kept as a row that never expires, or never was */
export function toMs(date: Date): number {
  const ms = date.getTime();
  if (Number.isNaN(ms)) throw new RangeError("an invalid date cannot be kept");
  return ms;
}
