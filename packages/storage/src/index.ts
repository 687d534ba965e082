export { StorageError, type StorageErrorCode } from "./errors.js";
export { type Database, openStorage, type SealingKeys, type StorageOptions } from "./open-storage.js";
export type * from "./storage.js";
