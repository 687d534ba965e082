/** Revocation lists and OCSP answers on disk. A file that is named must be one; of a folder every one counts. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { OcesError, offlineRevocation, type RevocationSource, readCrl } from "@eid-gateway/oces";
import { isFolder } from "./read-file.js";
import { readNamed } from "./read-named.js";
import { UsageError } from "./usage-error.js";

type Kind = "crls" | "ocsp";

/** @throws UsageError */
export function readEvidence(given: {
  readonly crl: readonly string[];
  readonly ocsp: readonly string[];
}): RevocationSource {
  return offlineRevocation({
    crls: given.crl.flatMap((path) => readAll("--crl", "crls", path)),
    ocsp: given.ocsp.flatMap((path) => readAll("--ocsp", "ocsp", path)),
    clock: { now: () => new Date() },
  });
}

function readAll(option: string, kind: Kind, path: string): readonly Uint8Array[] {
  if (isFolder(path)) {
    return filesIn(path)
      .map((file) => readNamed(option, file))
      .filter((bytes) => problemOf(kind, bytes) === undefined);
  }
  const bytes = readNamed(option, path);
  const problem = problemOf(kind, bytes);
  if (problem !== undefined) throw new UsageError(`${option} ${path}: ${problem}`);
  return [bytes];
}

function filesIn(folder: string): readonly string[] {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  return paths.filter(isFile);
}

/** By reading it as what it should be. */
function problemOf(kind: Kind, bytes: Uint8Array): string | undefined {
  try {
    if (kind === "crls") readCrl(bytes);
    else if (isOtherPem(bytes)) return "it is not an OCSP answer";
    else offlineRevocation({ ocsp: [bytes] });
    return undefined;
  } catch (error) {
    if (error instanceof OcesError) return error.message;
    throw error;
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // a link to nowhere, say: no list
  }
}

/** PEM of something else holds no answer, which is no error to who reads all the answers in it. */
function isOtherPem(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString("latin1");
  return text.includes("-----BEGIN ") && !text.includes("-----BEGIN OCSP RESPONSE-----");
}
