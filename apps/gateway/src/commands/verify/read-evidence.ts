/** Revocation lists and OCSP answers on disk. A file that is named must be one; of a folder every one counts. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { OcesError, offlineRevocation, type RevocationSource, readCrls, readOcspAnswers } from "@eid-gateway/oces";
import { isFolder } from "./read-file.js";
import { readNamed } from "./read-named.js";
import { UsageError } from "./usage-error.js";

/** @throws UsageError */
export function readEvidence(given: {
  readonly crl: readonly string[];
  readonly ocsp: readonly string[];
}): RevocationSource {
  return offlineRevocation({
    crls: given.crl.flatMap((path) => readAll("--crl", path, readCrls)),
    ocsp: given.ocsp.flatMap((path) => readAll("--ocsp", path, readOcspAnswers)),
    clock: { now: () => new Date() },
  });
}

type Reader<T> = (bytes: Uint8Array) => readonly T[];

function readAll<T>(option: string, path: string, read: Reader<T>): readonly T[] {
  const isSearched = isFolder(path);
  return (isSearched ? filesIn(path) : [path]).flatMap((file) => {
    try {
      return read(readNamed(option, file));
    } catch (error) {
      if (!(error instanceof OcesError)) throw error;
      if (isSearched) return [];
      throw new UsageError(`${option} ${path}: ${error.message}`);
    }
  });
}

function filesIn(folder: string): readonly string[] {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  return paths.filter(isFile);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // a link to nowhere, say: no list
  }
}
