import { OcesError, type OcesErrorCode } from "../oces-error.js";
import { DerError } from "./der-value.js";

/** Runs a reader and gives what it throws about DER the code of the thing that was being read. */
export function readAs<T>(code: OcesErrorCode, what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof DerError) throw new OcesError(code, `${what}: ${cause.message}`, { cause });
    throw cause;
  }
}
