import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The folder of the whole project. */
export const PROJECT = join(import.meta.dirname, "..", "..");

/** Runs one of the project's scripts as a developer would. */
export function runScript(
  name: string,
  ...options: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, "scripts", name), ...options], {
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}
