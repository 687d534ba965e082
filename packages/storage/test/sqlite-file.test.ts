import { chmodSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "@eid-gateway/storage";
import { describe, expect, it } from "vitest";
import { asUnprivileged, giveToUnprivileged } from "./as-unprivileged.js";
import { inSeconds, openFile, temporaryFolder } from "./open-file.js";

const folder = temporaryFolder();

const inNewFolder = (name: string) => join(folder(), "var", name);
const write = (storage: Storage, key = "key") =>
  storage.entries("demo", "nemid").set(key, "x".repeat(3_000), { expires: inSeconds(60) });

describe("the SQLite file", () => {
  it("is made with its folder, and nobody else may read it or its log", async () => {
    const file = inNewFolder("gateway.db");
    const storage = await openFile(file);
    await write(storage);
    for (const suffix of ["", "-wal", "-shm"]) expect(statSync(file + suffix).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder(), "var")).mode & 0o777).toBe(0o700);
    await storage.close();
  });

  it("is closed to others when it was found open to them", async () => {
    const file = join(folder(), "gateway.db");
    writeFileSync(file, "", { mode: 0o644 });
    const storage = await openFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await storage.close();
  });

  it("is refused when it is no database, and left as it was", async () => {
    const file = join(folder(), "gateway.db");
    const letter = "Dear reader, this is no database. ".repeat(300);
    writeFileSync(file, letter);
    await expect(openFile(file)).rejects.toMatchObject({
      code: "storage:corrupt",
      message: expect.stringContaining(file),
    });
    expect(readFileSync(file, "utf8")).toBe(letter);
  });

  it("is refused when its first page is damaged", async () => {
    const file = join(folder(), "gateway.db");
    await (await openFile(file)).close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, 100, 4_096));
    await expect(openFile(file)).rejects.toMatchObject({ code: "storage:corrupt" });
  });

  it("is said to be damaged when it was cut short", async () => {
    const file = join(folder(), "gateway.db");
    const storage = await openFile(file);
    for (let n = 0; n < 20; n++) await write(storage, `key ${n}`);
    await storage.purge();
    await storage.close();
    truncateSync(file, statSync(file).size - 3 * 4_096);
    const read = async () => {
      const cut = await openFile(file);
      for (let n = 0; n < 20; n++) await cut.entries("demo", "nemid").get(`key ${n}`);
    };
    await expect(read()).rejects.toMatchObject({ code: "storage:corrupt" });
  });

  it("is refused where its path is a folder, or leads through a file", async () => {
    writeFileSync(join(folder(), "file"), "");
    await expect(openFile(folder())).rejects.toMatchObject({ code: "storage:unavailable" });
    await expect(openFile(join(folder(), "file", "gateway.db"))).rejects.toMatchObject({ code: "storage:unavailable" });
  });
});

describe("a file that may not be written", () => {
  /** An empty database that belongs to a user without privileges, as does its folder. */
  async function userFile(): Promise<string> {
    const file = join(folder(), "gateway.db");
    await (await openFile(file)).close();
    giveToUnprivileged(folder());
    return file;
  }

  it("is refused at the start when somebody else's and read-only", async () => {
    const file = await userFile();
    chmodSync(file, 0o400);
    chmodSync(folder(), 0o700);
    const error = { code: "storage:readonly", message: expect.stringContaining(file) };
    await expect(asUnprivileged(() => openFile(file))).rejects.toMatchObject(error);
  });

  it("is refused at the start when its folder is read-only and the log cannot be made", async () => {
    const file = await userFile();
    for (const log of [`${file}-wal`, `${file}-shm`]) rmSync(log, { force: true });
    chmodSync(folder(), 0o500);
    const error = { code: "storage:readonly", message: expect.stringContaining(file) };
    await expect(asUnprivileged(() => openFile(file)).finally(() => chmodSync(folder(), 0o700))).rejects.toMatchObject(
      error,
    );
  });

  it("is refused at the start when it cannot be made, or its folder cannot", async () => {
    await userFile();
    chmodSync(folder(), 0o500);
    try {
      for (const path of [join(folder(), "new.db"), join(folder(), "below", "new.db")]) {
        const error = { code: "storage:readonly", message: expect.stringContaining(path) };
        await expect(asUnprivileged(() => openFile(path))).rejects.toMatchObject(error);
      }
    } finally {
      chmodSync(folder(), 0o700);
    }
  });
});
