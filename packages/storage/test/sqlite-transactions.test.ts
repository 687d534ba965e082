import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { inSeconds, openFile, temporaryFolder } from "./open-file.js";

describe("a transaction on an SQLite file", () => {
  const folder = temporaryFolder();
  const open = () => openFile(join(folder(), "gateway.db"));
  const row = (name: string) => ({ id: Buffer.from(name), expires: inSeconds(60).getTime() });

  it("writes all or nothing", async () => {
    const { workbench, close } = await open();
    const failing = workbench.transaction(async ({ db }) => {
      await db.insertInto("spent").values(row("one")).execute();
      await db.insertInto("spent").values(row("one")).execute();
    });
    await expect(failing).rejects.toMatchObject({ code: "storage:conflict" });
    expect(await workbench.db.selectFrom("spent").selectAll().execute()).toEqual([]);
    await workbench.transaction(({ db }) => db.insertInto("spent").values(row("one")).execute());
    expect(await workbench.db.selectFrom("spent").selectAll().execute()).toHaveLength(1);
    await close();
  });

  it("is waited for by another connection of the same process, which goes on when it ends", async () => {
    const [one, other] = [await open(), await open()];
    const seen: string[] = [];
    const first = one.workbench.transaction(async ({ db }) => {
      await db.insertInto("spent").values(row("one")).execute();
      for (let turn = 0; turn < 50; turn++) await setImmediate();
      seen.push("first ends");
    });
    const second = other.workbench.transaction(async ({ db }) => {
      seen.push("second begins");
      await db.insertInto("spent").values(row("two")).execute();
    });
    await Promise.all([first, second]);
    expect(seen).toEqual(["first ends", "second begins"]);
    for (const { close } of [one, other]) await close();
  });

  it("ends before its file is closed, and nothing is begun on a closed one", async () => {
    const { workbench, close } = await open();
    const running = workbench.transaction(async ({ db }) => {
      await db.insertInto("spent").values(row("one")).execute();
      for (let turn = 0; turn < 20; turn++) await setImmediate();
      await db.insertInto("spent").values(row("two")).execute();
    });
    await Promise.all([running, close()]);
    await expect(workbench.transaction(async () => undefined)).rejects.toThrow();
    const again = await open();
    expect(await again.workbench.db.selectFrom("spent").selectAll().execute()).toHaveLength(2);
    await again.close();
  });
});
