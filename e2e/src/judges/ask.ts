/** A foreign program asked for its opinion. */
import { execFile } from "node:child_process";

/** Whether the tool was content, and all it said. */
export interface Opinion {
  readonly content: boolean;
  readonly said: string;
}

/** @throws Error when it is not installed */
export function ask(tool: string, ...args: readonly string[]): Promise<Opinion> {
  return new Promise((resolve, reject) => {
    const child = execFile(tool, [...args], { encoding: "utf8", timeout: 30_000 }, (error, stdout, stderr) => {
      if (typeof error?.code === "string" || error?.signal) return reject(error);
      resolve({ content: error === null, said: stdout + stderr });
    });
    child.stdin?.end();
  });
}
