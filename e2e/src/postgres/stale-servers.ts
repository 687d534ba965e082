import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Followed by the process id of the test that made the folder. */
export const SERVER_FOLDER_PREFIX = "eid-gateway-postgres-";
export const PID_FILE = "server.pid";

/** A test that was killed leaves its server running and its folder behind. Ends and removes those whose test is gone. */
export function sweepStaleServers(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(SERVER_FOLDER_PREFIX)) continue;
    const owner = Number.parseInt(name.slice(SERVER_FOLDER_PREFIX.length), 10);
    if (!isRunning(owner)) remove(join(tmpdir(), name));
  }
}

function remove(folder: string): void {
  try {
    const server = serverOf(folder);
    if (server !== undefined) process.kill(server, "SIGQUIT"); // immediate shutdown: its files go anyway
    // It may still be writing its last files: then the folder is not empty at the first attempt.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  } catch {
    // Another user's, or another test is sweeping it at this moment: theirs to end.
  }
}

/** The recorded process, if it is still the server of this folder: process ids are used again. */
function serverOf(folder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, PID_FILE), "utf8"), 10);
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
