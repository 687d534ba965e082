import { chownSync, readdirSync } from "node:fs";
import { join } from "node:path";

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Root may write whatever the mode says. Run as root, a test plays a user for the length of a call; otherwise it is one. */
export async function asUnprivileged<Result>(call: () => Promise<Result>): Promise<Result> {
  if (!isRoot) return call();
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await call();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

/** Gives a folder and what is directly in it to that user. */
export function giveToUnprivileged(folder: string): void {
  if (!isRoot) return;
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))])
    chownSync(path, NOBODY, NOBODY);
}
