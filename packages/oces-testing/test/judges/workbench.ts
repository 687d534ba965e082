import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a tool was content, and all it said. */
interface Judgement {
  readonly content: boolean;
  readonly said: string;
}

/** A folder for one judgement, and the tools that judge in it. */
export interface Workbench {
  /** Writes a file; gives its path. */
  file(name: string, content: string | Uint8Array): string;
  path(name: string): string;
  /** Runs a tool. Throws when it is not installed. */
  ask(tool: "openssl" | "xmlsec1", ...args: string[]): Promise<Judgement>;
  clear(): void;
}

export function openWorkbench(): Workbench {
  const folder = mkdtempSync(join(tmpdir(), "judges-"));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    file(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    ask: (tool, ...args) =>
      new Promise((resolve, reject) => {
        execFile(tool, args, { encoding: "utf8" }, (error, stdout, stderr) => {
          if (error?.code !== "ENOENT") return resolve({ content: error === null, said: stdout + stderr });
          reject(new Error(`${tool} is needed to judge: install it (Debian: apt install ${tool})`, { cause: error }));
        });
      }),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
