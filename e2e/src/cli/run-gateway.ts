/** The command line as an operator meets it: a process, its exit code and what it printed. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { PROJECT } from "../run-script.js";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Where the command line stands after the build. */
const GATEWAY = join(PROJECT, "apps", "gateway", "dist", "main.js");

/** @throws Error when it printed a stack: no mistake of a user's is worth one */
export function runGateway(args: readonly string[], { env = {}, cwd = PROJECT }: Surroundings = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, encoding: "utf8" } as const;
    execFile(process.execPath, [GATEWAY, ...args], options, (error, stdout, stderr) => {
      if (typeof error?.code === "string" || error?.signal) return reject(error);
      if (/^\s+at .*:\d+:\d+\)?$/m.test(stdout + stderr)) return reject(new Error(`it printed a stack:\n${stderr}`));
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}
