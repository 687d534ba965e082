import { join } from "node:path";
import Libsql from "libsql";
import { describe, expect, it } from "vitest";
import { engineOn, openSqlite } from "../src/database/sqlite.js";
import { createStorage } from "../src/open-storage.js";
import { resealTable } from "../src/reseal.js";
import { createSealer, type Sealer } from "../src/sealing/sealer.js";
import { FIXED_CLOCK, inSeconds, SEALING, temporaryFolder } from "./open-file.js";

describe("sealing again with a newer key", () => {
  const folder = temporaryFolder();

  it("does not undo a step that is saved in the same moment", async () => {
    const file = join(folder(), "gateway.db");
    await openSqlite(file).close();
    const connection = new Libsql(file);
    const engine = engineOn(connection, file);
    const older = createSealer(SEALING);
    const storage = await createStorage(engine, older, FIXED_CLOCK);
    await storage.flows.create({ id: "f", body: "first", step: "one", expires: inSeconds(60) });

    const { id } = await engine.db.selectFrom("flows").select("id").executeTakeFirstOrThrow();
    const second = older.seal("flows", { id }, "second");
    const saveMeanwhile = () => connection.prepare("update flows set sealed = ?").run([second.sealed]);
    const newer = createSealer({ current: "newer", keys: { ...SEALING.keys, newer: new Uint8Array(32) } });
    const interrupted: Sealer = {
      ...newer,
      openBytes: (table, row) => {
        saveMeanwhile();
        return newer.openBytes(table, row);
      },
    };

    expect(await resealTable(engine.db, interrupted, "flows")).toBe(0);
    expect((await storage.flows.read("f"))?.body).toBe("second");
    await storage.close();
  });
});
