import pg from "pg";
import { StorageError, type StorageErrorCode } from "../errors.js";

/** SQLSTATE by its beginning (PostgreSQL manual, appendix A). */
const STATES: readonly (readonly [beginning: string, StorageErrorCode, remedy: string])[] = [
  ["53100", "storage:full", "its disk is full: make room"],
  ["54", "storage:full", "a limit of the server is reached"],
  ["25006", "storage:readonly", "it is read-only here: name the primary, and a user who may write"],
  ["42501", "storage:readonly", "the user lacks a right: grant it on the gateway's tables"],
  ["23505", "storage:conflict", "the row is there already"],
  ["28", "storage:unavailable", "it refuses the user or the password"],
  ["3D000", "storage:unavailable", "there is no such database: create it"],
  ["55P03", "storage:unavailable", "a table is locked by somebody else"],
  ["57014", "storage:unavailable", "a statement took too long"],
  ["XX001", "storage:corrupt", "a page is damaged: restore a backup"],
  ["XX002", "storage:corrupt", "an index is damaged: rebuild it"],
  ["", "storage:unavailable", "it refused a statement"],
];

/** Awaits one call of the driver and throws its failure as a StorageError. The address is never named: it holds the password. */
export async function translatingPostgres<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): unknown {
  if (error instanceof StorageError || error instanceof TypeError) return error;
  if (!(error instanceof pg.DatabaseError)) {
    const message = "PostgreSQL cannot be reached, or did not answer in time: check DATABASE_URL and the server";
    return new StorageError("storage:unavailable", message, { cause: error });
  }
  const state = error.code ?? "";
  const [, code, remedy] = STATES.find(([beginning]) => state.startsWith(beginning))!;
  return new StorageError(code, `PostgreSQL: ${remedy} (SQLSTATE ${state})`, { cause: error });
}
