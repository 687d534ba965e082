import { StorageError, type StorageErrorCode } from "../errors.js";

type Meaning = readonly [code: StorageErrorCode, remedy: string];

const FULL: Meaning = ["storage:full", "the disk is full: make room"];
const READONLY: Meaning = ["storage:readonly", "it cannot be written: check the rights of the file and its folder"];
const WRONG_PATH: Meaning = ["storage:unavailable", "its folder is a file, or it is a folder: check the path"];

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const RESULTS: Readonly<Record<number, Meaning>> = {
  8: READONLY,
  11: ["storage:corrupt", "it is damaged: restore a backup"],
  13: FULL,
  14: READONLY, // cannot open: the file or its log
  19: ["storage:conflict", "the row is there already"],
  26: ["storage:corrupt", "it is not an SQLite database: check the path, or restore a backup"],
};
const OTHER_RESULT: Meaning = ["storage:unavailable", "it does not answer"];

/** What the file system says while the file is made. */
const SYSTEM_ERRORS: Readonly<Record<string, Meaning>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: READONLY,
  EPERM: READONLY,
  EROFS: READONLY,
  EISDIR: WRONG_PATH,
  ENOTDIR: WRONG_PATH,
  EEXIST: WRONG_PATH,
  EIO: OTHER_RESULT,
};

/** Runs one call of the driver and throws its failure as a StorageError that names the file and the remedy. */
export function translatingSqlite<Result>(file: string, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw translated(file, error);
  }
}

/** A failure of the driver or of the file system as a StorageError, anything else as it is. */
export function translated(file: string, error: unknown): unknown {
  const meaning = error instanceof Error && !(error instanceof StorageError) ? meaningOf(error) : undefined;
  if (!meaning) return error;
  const [code, remedy] = meaning;
  return new StorageError(code, `${file}: ${remedy}`, { cause: error });
}

function meaningOf(error: Error & { readonly code?: unknown; readonly rawCode?: unknown }): Meaning | undefined {
  // By number: libsql has names for some of the extended codes only. The lowest byte is the primary code.
  if (typeof error.rawCode === "number") return RESULTS[error.rawCode & 0xff] ?? OTHER_RESULT;
  // Opening fails without any code; in its message stands 14, "cannot open".
  if (error.message.startsWith("ConnectionFailed")) return RESULTS[14];
  return SYSTEM_ERRORS[String(error.code)];
}
