/** What `npm start` runs after the build, as a process of its own, on ports and a state folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { PROJECT } from "../run-script.js";
import { childrenOf } from "./processes.js";

const VARIABLES = [
  "EID_GATEWAY_PORT",
  "EID_GATEWAY_MANAGEMENT_PORT",
  "NEMID_SIMULATOR_PORT",
  "NEMID_SIMULATOR_TLS_PORT",
  "DEMO_PORTAL_PORT",
] as const;
export type Ports = Readonly<Record<(typeof VARIABLES)[number], string>>;

export async function freePorts(): Promise<Ports> {
  const ports = new Set<number>();
  while (ports.size < VARIABLES.length) ports.add(await freePort());
  return Object.fromEntries([...ports].map((port, at) => [VARIABLES[at]!, String(port)])) as Ports;
}

export interface Started {
  readonly pid: number;
  /** Everything it has printed. */
  readonly said: () => string;
  readonly children: () => readonly number[];
  /** Resolves when it has printed this; rejects when it ends before that. */
  hasSaid(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

export function startAll(env: Readonly<Record<string, string>>, ...options: readonly string[]): Started {
  const child = spawn(process.execPath, [join(PROJECT, "scripts", "start.mjs"), ...options], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = collect(child);
  const ended = once(child, "close").then(([code]) => code as number | null);
  const pid = child.pid!;
  return {
    pid,
    said,
    ended,
    children: () => childrenOf(pid),
    kill: (signal) => void child.kill(signal),
    hasSaid: (text) =>
      new Promise((resolve, reject) => {
        const look = () => said().includes(text) && resolve();
        child.stdout!.on("data", look);
        child.once("close", () => reject(new Error(`it ended without saying "${text}":\n${said()}`)));
        look();
      }),
  };
}

function collect(child: ChildProcess): () => string {
  let said = "";
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  return () => said;
}
