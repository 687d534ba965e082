/** One of the examples, as a reader would start it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PROJECT } from "../run-script.js";

export interface RunningExample {
  readonly url: string;
  stop(): Promise<void>;
}

/** @param file below `examples`; it prints where it is once it listens */
export async function runExample(file: string, env: Readonly<Record<string, string>>): Promise<RunningExample> {
  const child = spawn(process.execPath, [join(PROJECT, "examples", file)], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, "line"), ended])) as unknown[];
  const url = /https?:\/\/\S+/.exec(String(line))?.[0];
  if (!url) throw new Error(`${file} ended before it listened`);
  return {
    url,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
