import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder in which any of these byte strings stands. */
export function filesWith(folder: string, traces: readonly Buffer[]): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => holdsAny(readFileSync(file), traces));
}

function holdsAny(bytes: Buffer, traces: readonly Buffer[]): boolean {
  return traces.some((trace) => bytes.includes(trace));
}
