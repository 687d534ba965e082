import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepOrders, tracesOf } from "@eid-gateway/signing/conformance";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

describe("signing orders that are over", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "eid-signing-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const filesWith = (traces: readonly Buffer[]) =>
    readdirSync(folder).filter((name) => {
      const bytes = readFileSync(join(folder, name));
      return traces.some((trace) => bytes.includes(trace));
    });

  it.each(["expired", "deleted"] as const)(
    "are in none of an SQLite database's files after a purge, when %s",
    async (how) => {
      const kept = await keepOrders({ kind: "sqlite", file: join(folder, "gateway.db") });
      const old = await tracesOf(kept, kept.old);
      const young = await tracesOf(kept, kept.young);
      expect(old.length).toBeGreaterThan(80);
      expect(filesWith(old)).not.toEqual([]);
      if (how === "expired") kept.passOldOrders();
      else await kept.deleteOldOrders();
      const left = await tracesOf(kept, kept.old); // of a deleted order: that there was one
      const gone = how === "expired" ? old : old.filter((trace) => !left.some((one) => one.equals(trace)));
      await kept.node.storage.purge();
      expect(gone.length).toBeGreaterThan(70);
      expect(filesWith(gone)).toEqual([]);
      expect(filesWith(young)).toEqual(["gateway.db"]);
      await kept.node.storage.close();
    },
  );
});
