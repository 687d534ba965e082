import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Reads a state file, or gives undefined when there is none. A file that is not JSON stops the start: it is never overwritten. */
export function readJsonFile(file: string): unknown {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON; restore it, or remove the simulator's state folder to start afresh`, {
      cause,
    });
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

/** Makes the folder if needed (owner only) and reads every `.json` file in it, in name order. */
export function readJsonFolder(folder: string): unknown[] {
  makeFolder(folder);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => readJsonFile(join(folder, name)));
}

export function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
