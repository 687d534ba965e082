import type { Storage } from "./storage.js";

/** An embedded file, or a server's `postgres://` address. */
export type Database =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };

/** Root keys of 32 random bytes by id. `current` seals; the others only open what they once sealed. */
export interface SealingKeys {
  readonly current: string;
  readonly keys: Readonly<Record<string, Uint8Array>>;
}

export interface StorageOptions {
  readonly database: Database;
  readonly sealing: SealingKeys;
  readonly clock: { now(): Date };
}

/**
 * Opens the database, bringing its schema up to date.
 *
 * @throws StorageError naming what is wrong with the database, and the remedy
 */
export async function openStorage(_options: StorageOptions): Promise<Storage> {
  throw new Error("not built yet");
}
