import { readBounded } from "./read-file.js";
import { UsageError } from "./usage-error.js";

/** A CA's list of everything it ever revoked is the largest thing that an option names. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The file that an option names. @throws UsageError when it cannot be read */
export function readNamed(option: string, path: string): Uint8Array {
  const read = readBounded(path, MAX_BYTES);
  if ("bytes" in read) return read.bytes;
  throw new UsageError(`${option} ${path}: it cannot be read (${read.problem})`);
}
