import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isFolder } from "./read-file.js";

/** A file to judge, or why there is none where one was named. */
export type Found = { readonly file: string; readonly problem?: string };

/**
 * The files of what was named: folders are searched with all folders in them, each in the order of names. Links to folders are
 * not followed, so that a search always ends; reading them then says what they are.
 */
export function findFiles(paths: readonly string[]): readonly Found[] {
  return paths.flatMap((path) => {
    if (!isFolder(path)) return [{ file: path }];
    const found = searchFolder(path);
    return found.length > 0 ? found : [{ file: path, problem: "empty-folder" }];
  });
}

function searchFolder(folder: string): readonly Found[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? searchFolder(path) : [{ file: path }];
    });
  } catch (error) {
    return [{ file: folder, problem: (error as NodeJS.ErrnoException).code ?? "unknown reason" }];
  }
}

/** "-" stands for the lines of `input`; names may hold anything but line ends. */
export async function replaceDash(paths: readonly string[], input: () => Promise<string>): Promise<readonly string[]> {
  if (!paths.includes("-")) return paths;
  const listed = (await input()).split(/\r?\n/).filter((line) => line !== "");
  return paths.flatMap((path) => (path === "-" ? listed : [path]));
}
