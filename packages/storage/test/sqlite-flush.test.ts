import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import Libsql from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../src/database/engine.js";
import { logOf } from "../src/database/flush-log.js";
import { engineOn, openSqlite } from "../src/database/sqlite.js";
import { inSeconds, temporaryFolder } from "./open-file.js";

/** A disk that has written when the test says so. */
function slowDisk() {
  const under: { done(): void; fail(error: Error): void }[] = [];
  let flushes = 0;
  return {
    log: {
      flush: () => {
        flushes++;
        return new Promise<void>((done, fail) => under.push({ done, fail }));
      },
      close: async () => {},
    },
    flushes: () => flushes,
    isDone: () => under.shift()?.done(),
    fails: (error: Error) => under.shift()?.fail(error),
  };
}

describe("what is written to an SQLite file", () => {
  const folder = temporaryFolder();
  let disk: ReturnType<typeof slowDisk>;
  let engine: Engine;

  beforeEach(async () => {
    const file = join(folder(), "gateway.db");
    await openSqlite(file).close();
    disk = slowDisk();
    engine = engineOn(new Libsql(file), file, disk.log);
  });
  afterEach(() => engine.close());

  const write = (name: string, db: Pick<Engine["db"], "insertInto"> = engine.db) =>
    db
      .insertInto("spent")
      .values({ id: Buffer.from(name), expires: inSeconds(60).getTime() })
      .execute();
  const count = async () => (await engine.db.selectFrom("spent").select("id").execute()).length;

  /** The names of those that were answered, as they are; what is in hand has had its turns when this returns. */
  function watch(writes: Readonly<Record<string, Promise<unknown>>>) {
    const answered: string[] = [];
    for (const [name, written] of Object.entries(writes)) void written.then(() => answered.push(name));
    return async () => {
      for (let turn = 0; turn < 20; turn++) await setImmediate();
      return answered;
    };
  }

  it("is answered when it is on the disk, while others read and write", async () => {
    const answered = watch({ first: write("first") });
    expect(await answered()).toEqual([]);
    expect(await count()).toBe(1);
    disk.isDone();
    expect(await answered()).toEqual(["first"]);
  });

  it("goes to the disk together with all that is written while the disk is at work", async () => {
    const first = write("first");
    await setImmediate();
    const answered = watch({ first, second: write("second"), third: write("third"), fourth: write("fourth") });
    await answered();
    disk.isDone();
    expect(await answered()).toEqual(["first"]);
    expect(disk.flushes()).toBe(2);
    disk.isDone();
    expect(await answered()).toEqual(["first", "second", "third", "fourth"]);
    expect(disk.flushes()).toBe(2);
  });

  it("is flushed once for a transaction, at its end", async () => {
    const transaction = engine.db.transaction().execute(async (db) => {
      for (const name of ["one", "two", "three"]) await write(name, db);
    });
    const answered = watch({ transaction });
    expect(await answered()).toEqual([]);
    expect(await count()).toBe(3);
    disk.isDone();
    await transaction;
    expect(disk.flushes()).toBe(1);
  });

  it("is not waited for by those who only read", async () => {
    expect(await count()).toBe(0);
    await engine.db.transaction().execute((db) => db.selectFrom("spent").selectAll().execute());
    expect(disk.flushes()).toBe(0);
  });

  it("is refused when the disk fails, and the next is tried anew", async () => {
    const failing = write("first");
    await setImmediate();
    disk.fails(Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" }));
    await expect(failing).rejects.toMatchObject({ code: "storage:unavailable" });
    const answered = watch({ next: write("next") });
    await answered();
    disk.isDone();
    expect(await answered()).toEqual(["next"]);
  });

  it("names a full disk", async () => {
    const failing = write("first");
    await setImmediate();
    disk.fails(Object.assign(new Error("ENOSPC: no space left on device, fdatasync"), { code: "ENOSPC" }));
    await expect(failing).rejects.toMatchObject({ code: "storage:full" });
  });
});

describe("the write-ahead log", () => {
  const folder = temporaryFolder();

  it("is flushed by the system, again and again, and where there is none nothing is held back", async () => {
    const file = join(folder(), "gateway.db");
    const log = logOf(file);
    await log.flush();
    const engine = openSqlite(file);
    await log.flush();
    await log.flush();
    await log.close();
    await engine.close();
  });

  it("that cannot be opened is an error", async () => {
    const file = join(folder(), "gateway.db");
    writeFileSync(file, "");
    mkdirSync(`${file}-wal`);
    await expect(logOf(file).flush()).rejects.toMatchObject({ code: "EISDIR" });
  });

  it("is found beside the file where that is reached by a link", async () => {
    const [file, link] = [join(folder(), "elsewhere.db"), join(folder(), "gateway.db")];
    symlinkSync(file, link);
    const engine = openSqlite(link);
    expect([`${file}-wal`, `${link}-wal`].map(existsSync)).toEqual([true, false]);
    await engine.close();
    rmSync(`${file}-wal`, { force: true });
    mkdirSync(`${file}-wal`);
    await expect(logOf(link).flush()).rejects.toMatchObject({ code: "EISDIR" });
  });

  it("is flushed by us alone: SQLite leaves it to the system", async () => {
    const file = join(folder(), "gateway.db");
    const engine = openSqlite(file);
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(engine.db);
    expect(rows).toEqual([{ synchronous: 1 }]);
    await engine.close();
  });
});
