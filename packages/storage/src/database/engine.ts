import type { Kysely } from "kysely";
import type { PurgeOptions } from "../storage.js";
import type { Tables } from "./tables.js";

/** An open database whose schema is up to date: all that the tables need to know of a dialect. */
export interface Engine {
  readonly db: Kysely<Tables>;
  /** Makes the files forget what was deleted; see `PurgeOptions`. */
  reclaim(options: PurgeOptions): Promise<void>;
  close(): Promise<void>;
}

/** An embedded file, or a server's `postgres://` address. */
export type Database =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };
