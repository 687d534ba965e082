/** Where a plug-in is, what its package.json says, and which file is its entry. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { refuse } from "./refuse.js";

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly keywords?: readonly string[];
  readonly exports?: unknown;
  readonly main?: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly eidPlugin?: { readonly api?: unknown; readonly methods?: unknown };
}

/** Up from each place like Node does, but to the folder: a package need not export its package.json. */
export function findFolder(name: string, from: string): string {
  if (name.startsWith(".")) {
    const folder = resolve(from, name);
    if (existsSync(join(folder, "package.json"))) return realpathSync(folder);
    throw refuse("plugin:notfound", `${name}: there is no package.json in ${folder}`);
  }
  for (const start of [from, process.cwd()]) {
    for (const modules of createRequire(join(start, "x.js")).resolve.paths(name) ?? []) {
      const folder = join(modules, name);
      if (existsSync(join(folder, "package.json"))) return realpathSync(folder);
    }
  }
  throw refuse("plugin:notfound", `${name} is not installed: run "npm install ${name}" beside gateway.yaml`);
}

export function readManifest(name: string, folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch (cause) {
    throw refuse("plugin:manifest", `${name}: its package.json cannot be read`, { cause });
  }
}

/** The package's own entry, by its manifest: from here its name need not resolve. */
export function entryOf(folder: string, { exports, main }: Manifest): string {
  return join(folder, pickExport(exports) ?? main ?? "index.js");
}

/** Node's rule for the entry of a package: the first condition that holds, in the order of the object. */
function pickExport(exports: unknown): string | undefined {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null) return undefined;
  if ("." in exports) return pickExport(exports["."]);
  const held = Object.entries(exports).find(([condition]) => ["node", "import", "default"].includes(condition));
  return held && pickExport(held[1]);
}
