import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Followed by the process id of the test that made the folder. */
export const SERVER_FOLDER_PREFIX = "eid-gateway-postgres-";
export const PID_FILE = "server.pid";

const CHECK_EVERY_MS = 50;
const PATIENCE_MS = 5_000;

/** A test that was killed leaves its server running and its folder behind. Ends and removes those in `within` whose test is gone. */
export async function sweepStaleServers(within = tmpdir()): Promise<void> {
  const folders = readdirSync(within).filter((name) => name.startsWith(SERVER_FOLDER_PREFIX));
  const stale = folders.filter((name) => !isRunning(Number.parseInt(name.slice(SERVER_FOLDER_PREFIX.length), 10)));
  await Promise.all(stale.map((name) => remove(join(within, name))));
}

async function remove(folder: string): Promise<void> {
  try {
    const server = serverOf(folder);
    if (server !== undefined) process.kill(server, "SIGQUIT"); // immediate shutdown: its files go anyway
    await ended(folder);
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another user's, or another test is sweeping it at this moment: theirs to end.
  }
}

/** Until then it goes on writing into the folder. */
async function ended(folder: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS && serverOf(folder) !== undefined; waitedMs += CHECK_EVERY_MS) {
    await setTimeout(CHECK_EVERY_MS);
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
