import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

type Tool = "openssl" | "xmlsec1" | "python3" | "pdfsig" | "pdftotext" | "pdfdetach" | "mutool" | "qpdf";

/** A folder for one judge's material, in which the tools run. */
export interface Desk {
  /** Writes a file, in folders as its name has them; gives its path. */
  file(name: string, content: string | Uint8Array): string;
  read(name: string): Uint8Array;
  /** Whether the tool was content, and all it said. Throws when it is not installed. */
  ask(tool: Tool, ...args: readonly string[]): { readonly content: boolean; readonly said: string };
  clear(): void;
}

export function openDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), "judges-"));
  return {
    file(name, content) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    read: (name) => readFileSync(join(folder, name)),
    ask(tool, ...args) {
      const { error, status, stdout, stderr } = spawnSync(tool, args, { cwd: folder, encoding: "utf8" });
      if (error)
        throw new Error(`${tool} is needed to judge: install it (Debian: apt install ${tool})`, { cause: error });
      return { content: status === 0, said: stdout + stderr };
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
