/** What the options of `verify` name: a time, certificates to trust, revocation lists. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  createTrust,
  OcesError,
  offlineRevocation,
  type RevocationSource,
  readCrl,
  type Trust,
} from "@eid-gateway/oces";

/** The command was used wrongly: the message says how. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** With a time zone, or it would mean another moment on another machine. @throws UsageError */
export function readTime(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const isComplete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text);
  const time = new Date(text);
  if (isComplete && !Number.isNaN(time.getTime())) return time;
  throw new UsageError(`--at ${text}: write a time such as 2021-05-13T13:00:00Z`);
}

/** @throws UsageError */
export function readTrust(sets: readonly string[]): Trust {
  const environments = new Set(sets.filter((set) => set === "test" || set === "production"));
  if (environments.size > 1) throw new UsageError("--trust: test and production are never trusted together");
  const [environment] = environments;
  const rest = sets.filter((set) => set !== "test" && set !== "production");
  const anchors = rest.map((set) => (set.startsWith("sha256:") ? set : toPem(readNamed("--trust", set))));
  try {
    return createTrust({ ...(environment && { environment }), anchors });
  } catch (error) {
    if (!(error instanceof OcesError)) throw error;
    throw new UsageError(`--trust ${rest.join(", ")}: ${error.message}`);
  }
}

function toPem(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  const lines = Buffer.from(bytes)
    .toString("base64")
    .replace(/(.{64})/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** A file that is named must be a list; of a folder every list counts. @throws UsageError */
export function readLists(paths: readonly string[]): RevocationSource {
  return offlineRevocation({ crls: paths.flatMap((path) => (isFolder(path) ? listsIn(path) : [listAt(path)])) });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function listsIn(folder: string): Uint8Array[] {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const readable = files.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  return readable.map((file) => readNamed("--crl", file)).filter((bytes) => problemOfList(bytes) === undefined);
}

function listAt(file: string): Uint8Array {
  const bytes = readNamed("--crl", file);
  const problem = problemOfList(bytes);
  if (problem !== undefined) throw new UsageError(`--crl ${file}: ${problem}`);
  return bytes;
}

function problemOfList(bytes: Uint8Array): string | undefined {
  try {
    readCrl(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof OcesError) return error.message;
    throw error;
  }
}

function readNamed(option: string, file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${option} ${file}: it cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
