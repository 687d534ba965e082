import { join } from "node:path";
import type { Storage } from "@eid-gateway/storage";
import Libsql from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engineOn, openSqlite } from "../src/database/sqlite.js";
import { createStorage } from "../src/open-storage.js";
import { createSealer } from "../src/sealing/sealer.js";
import { FIXED_CLOCK, inSeconds, SEALING, temporaryFolder } from "./open-file.js";

describe("a full disk", () => {
  const folder = temporaryFolder();
  let storage: Storage;
  let connection: Libsql.Database;

  /** SQLite answers a page limit as it answers a full disk: SQLITE_FULL, in the middle of a statement. */
  const limitPages = (pages: number) => connection.pragma(`max_page_count = ${pages}`);

  beforeEach(async () => {
    const file = join(folder(), "gateway.db");
    await openSqlite(file).close();
    connection = new Libsql(file);
    storage = await createStorage(engineOn(connection, file), createSealer(SEALING), FIXED_CLOCK);
  });
  afterEach(() => storage.close());

  const entries = () => storage.entries("demo", "nemid");
  const fill = async () => {
    for (let n = 0; ; n++) await entries().set(`key ${n}`, "x".repeat(10_000), { expires: inSeconds(60) });
  };

  it("is named, and what was kept before is still there and still single-use", async () => {
    await entries().set("kept", "value", { expires: inSeconds(60) });
    await storage.spend("challenge", "c-1", inSeconds(60));
    limitPages(60);
    await expect(fill()).rejects.toMatchObject({
      code: "storage:full",
      message: expect.stringMatching(/disk is full/),
    });
    expect(await entries().get("kept")).toBe("value");
    expect(await storage.spend("challenge", "c-1", inSeconds(60))).toBe(false);
    await storage.ping();
  });

  it("keeps no half of a row, and does not spend what it could not note", async () => {
    limitPages(60);
    await expect(fill()).rejects.toMatchObject({ code: "storage:full" });
    const big = { tag: "x".repeat(50_000) };
    const flow = { id: "f", body: big, step: "s", expires: inSeconds(60) };
    await expect(storage.flows.create(flow)).rejects.toMatchObject({ code: "storage:full" });
    expect(await storage.flows.read("f")).toBeUndefined();
  });

  it("passes by itself when there is room again", async () => {
    limitPages(60);
    await expect(fill()).rejects.toMatchObject({ code: "storage:full" });
    limitPages(1_000);
    await entries().set("after", "value", { expires: inSeconds(60) });
    expect(await entries().get("after")).toBe("value");
  });
});
