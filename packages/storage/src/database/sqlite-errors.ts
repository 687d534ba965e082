import { StorageError, type StorageErrorCode } from "../errors.js";

/** SQLite's result codes and the file system's, by their beginning: SQLITE_READONLY_DIRECTORY is read-only too. */
const CODES: readonly (readonly [beginning: string, StorageErrorCode, remedy: string])[] = [
  ["SQLITE_FULL", "storage:full", "the disk is full: make room"],
  ["ENOSPC", "storage:full", "the disk is full: make room"],
  ["SQLITE_READONLY", "storage:readonly", "it cannot be written: check the rights of the file and its folder"],
  ["EACCES", "storage:readonly", "it cannot be written: check the rights of the file and its folder"],
  ["EPERM", "storage:readonly", "it belongs to another user: give it to the one the gateway runs as"],
  ["EROFS", "storage:readonly", "its file system is mounted read-only"],
  ["SQLITE_CANTOPEN", "storage:readonly", "it cannot be opened: check the rights of the file and its folder"],
  ["SQLITE_NOTADB", "storage:corrupt", "it is not an SQLite database: check the path, or restore a backup"],
  ["SQLITE_CORRUPT", "storage:corrupt", "it is damaged: restore a backup"],
  ["SQLITE_CONSTRAINT", "storage:conflict", "the row is there already"],
  ["SQLITE_", "storage:unavailable", "it does not answer"],
  ["EISDIR", "storage:unavailable", "it is a folder: name a file"],
  ["ENOTDIR", "storage:unavailable", "its folder is a file: check the path"],
];

/** Runs one call of the driver and throws its failure as a StorageError that names the file and the remedy. */
export function translatingSqlite<Result>(file: string, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw translated(file, error);
  }
}

function translated(file: string, error: unknown): unknown {
  const code = codeOf(error);
  const known = CODES.find(([beginning]) => code.startsWith(beginning));
  if (!known || error instanceof StorageError) return error;
  const [, storageCode, remedy] = known;
  return new StorageError(storageCode, `${file}: ${remedy} (${code})`, { cause: error });
}

/** libsql gives no code when opening fails: its message ends in SQLite's number, 14 for CANTOPEN. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.message.includes("ConnectionFailed") ? "SQLITE_CANTOPEN" : "";
}
