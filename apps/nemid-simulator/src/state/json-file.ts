import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The state folder holds what this simulator never wrote, or half of it. The message says what to do. */
export class StateError extends Error {
  override readonly name = "StateError";

  constructor(fault: string, options?: ErrorOptions) {
    super(`${fault}; restore it, or remove the simulator's state folder to start afresh`, options);
  }
}

/** Reads a state file, or gives undefined when there is none. A file that is not JSON stops the start: it is never overwritten. */
export function readJsonFile(file: string): unknown {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StateError(`${file} is not JSON`, { cause });
  }
}

export function writeJsonFile(file: string, value: unknown): void {
  writeSecretFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Written beside and renamed over, so that a killed process leaves the old file or the new one. Readable by the owner only. */
export function writeSecretFile(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.new`;
  writeFileSync(temporary, content, { mode: 0o600 });
  renameSync(temporary, file);
}

export function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Makes the folder if needed (owner only) and reads every `.json` file in it, in name order. Each must hold all of these members,
 * and be named after the first of them.
 */
export function readRegister<T extends object>(folder: string, members: readonly (keyof T & string)[]): T[] {
  makeFolder(folder);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => readEntry(folder, name, members));
}

function readEntry<T extends object>(folder: string, name: string, members: readonly (keyof T & string)[]): T {
  const file = join(folder, name);
  const entry = Object(readJsonFile(file)) as Partial<T>;
  const missing = members.find((member) => entry[member] === undefined);
  if (missing) throw new StateError(`In ${file} ${missing} is missing`);
  const [id] = members;
  if (id && `${entry[id]}.json` !== name) throw new StateError(`${file} is not named after its ${id}`);
  return entry as T;
}

export function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
