/**
 * The gateway's database: an SQLite file, or PostgreSQL shared by several nodes, behind one interface.
 *
 *   openStorage -> database/    an engine: connection, migrated schema, errors translated
 *               -> sealing/     values: AES-256-GCM bound to their row; what they are found by: HMAC
 *               -> tables/      one file per table, each promise kept by one SQL statement
 *
 * Nothing lives in the process: any node may make the next call. Whatever must happen once is one statement, so it needs no
 * transaction and no lock of ours. Expired rows are never given out; `purge` deletes them, and has the files forget them.
 * The rows of signing orders are written by packages/signing, several at once: it is given the `workbench`.
 */
export type { Database } from "./database/engine.js";
export type { ChoreRow, FileRow, OrderRow, TaskRow } from "./database/signing-tables.js";
export { StorageError, type StorageErrorCode } from "./errors.js";
export { openStorage, type StorageOptions } from "./open-storage.js";
export type { SealingKeys } from "./sealing/sealing-keys.js";
export type * from "./storage.js";
export type { TableParts, Workbench } from "./tables/table-parts.js";
