import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { PID_FILE } from "./stale-servers.js";

/** PostgreSQL refuses to run as root: `nobody` runs it then. */
const NOBODY = 65_534;
const runner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;

/** Speed for tests, and a write-ahead log that forgets: recycled segments would keep what was deleted. */
const SETTINGS = ["fsync=off", "wal_recycle=off", "min_wal_size=32MB", "max_connections=60"];

export interface RunningServer {
  readonly url: string;
  readonly dataFolder: string;
  stop(): Promise<void>;
}

export async function initializeCluster(binaries: string, folder: string): Promise<void> {
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (runner) for (const path of [folder, data]) chownSync(path, runner.uid, runner.gid);
  const options = ["-D", data, "-U", "postgres", "-A", "trust", "-N", "--locale=C", "-E", "UTF8"];
  const initdb = start(join(binaries, "initdb"), options, folder);
  const said = collect(initdb);
  const [code] = await once(initdb, "exit");
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${said()}`);
}

export async function runServer(binaries: string, folder: string): Promise<RunningServer> {
  const dataFolder = join(folder, "data");
  const port = await freePort();
  const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
  const options = ["-D", dataFolder, "-p", `${port}`, "-h", "127.0.0.1", "-k", folder, ...settings];
  const server = start(join(binaries, "postgres"), options, folder);
  writeFileSync(join(folder, PID_FILE), `${server.pid}`);
  await ready(server);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, dataFolder, stop: () => stop(server) };
}

function start(program: string, options: readonly string[], home: string): ChildProcess {
  const env = { PATH: process.env.PATH, LC_ALL: "C", HOME: home };
  return spawn(program, options, { ...runner, cwd: home, env, stdio: ["ignore", "ignore", "pipe"] });
}

function collect(child: ChildProcess): () => string {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return () => said;
}

async function ready(server: ChildProcess): Promise<void> {
  const said = collect(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said()}`)));
    server.stderr?.on("data", () => said().includes("ready to accept connections") && resolve());
  });
  server.removeAllListeners("exit");
}

/** SIGINT is PostgreSQL's fast shutdown: it does not wait for clients. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGINT");
  await ended;
}
