import { type FileHandle, open, realpath } from "node:fs/promises";

/** Puts on the disk what the system holds in memory of a file. */
export interface Flushing {
  /** Resolves when all that was written before the call is on the disk. @throws the system's error */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Of the write-ahead log of an SQLite file; without one SQLite has flushed the file itself. */
export function logOf(file: string): Flushing {
  let handle: FileHandle | undefined;
  return {
    async flush() {
      handle ??= await openIfThere(file);
      await handle?.datasync();
    },
    close: async () => handle?.close(),
  };
}

/** Whoever comes while a flush is under way shares the next one with all who come until it begins: this one may have passed their bytes. */
export function shared(flushing: Flushing): Flushing {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  function begin(): Promise<void> {
    next = undefined;
    current = flushing.flush().finally(() => {
      current = undefined;
    });
    return current;
  }
  return {
    flush() {
      if (!current) return begin();
      next ??= current.then(begin, begin);
      return next;
    },
    async close() {
      await (next ?? current)?.catch(() => {});
      await flushing.close();
    },
  };
}

/** Where the file is a link, the log lies beside what it leads to (sqlite.org/wal.html). */
async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(`${await realpath(file)}-wal`, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
