import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from "node:fs";
import { DEFAULT_XML_LIMITS } from "@eid-gateway/xmldsig";

/** What base64, with its line ends, makes of the largest document that is read. */
export const MAX_FILE_BYTES = Math.ceil(DEFAULT_XML_LIMITS.bytes * 1.5);

export type ReadFile = { readonly bytes: Uint8Array } | { readonly problem: string };

/** Reads a file that somebody named, and no more of it than could be a message. A pipe or a device might never end. */
export function readBounded(path: string, maxBytes: number = MAX_FILE_BYTES): ReadFile {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK); // or opening a pipe would wait for its writer
    try {
      const status = fstatSync(file);
      if (status.isDirectory()) return { problem: "EISDIR" };
      if (!status.isFile()) return { problem: "not a file" };
      return status.size > maxBytes ? { problem: "too-large" } : { bytes: readFileSync(file) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code ?? "unknown reason" };
  }
}

/** False, too, for what cannot be looked at: reading it will say why. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
