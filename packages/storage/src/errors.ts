/** What can go wrong with the database itself. None of it is the person's doing: a door answers `server_error`, or `temporarily_unavailable`. */
export type StorageErrorCode =
  | "storage:unavailable" // no answer, or not in time; may pass by itself
  | "storage:readonly" // the file, its folder or the database user may not write
  | "storage:full" // the disk, or a limit of the database
  | "storage:corrupt" // the file is not a database, or is damaged
  | "storage:newer-schema" // written by a later release
  | "storage:sealing" // sealed with a key that is not given, or altered since
  | "storage:conflict"; // the row is there already, or gone, where it must not be

export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;

  /** @param message for the operator, with the remedy; no personal data */
  constructor(code: StorageErrorCode, message: string, more: { readonly cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.code = code;
  }
}
