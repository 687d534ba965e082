import { keepOrders, tracesOf } from "@eid-gateway/signing/conformance";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesWith } from "../src/postgres/files-with.js";
import type { PostgresForTests } from "../src/postgres/for-tests.js";
import { writeEverything } from "../src/postgres/write-everything.js";
import { startPostgres } from "../src/start-postgres.js";

describe("signing orders that are over", () => {
  let postgres: PostgresForTests;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  // The files of somebody else's server are not ours to read: there the conformance suite looks at the rows alone.
  it.runIf(!process.env.TEST_DATABASE_URL).each(["expired", "deleted"] as const)(
    "are in none of PostgreSQL's files after a purge that rewrites the tables, when %s",
    async (how) => {
      const { url } = await postgres.createDatabase();
      const kept = await keepOrders({ kind: "postgres", url });
      const old = await tracesOf(kept, kept.old);
      const young = await tracesOf(kept, kept.young);
      await writeEverything(url);
      expect(filesWith(postgres.dataFolder!, old).length).toBeGreaterThan(5);
      if (how === "expired") kept.passOldOrders();
      else await kept.deleteOldOrders();
      const left = await tracesOf(kept, kept.old); // of a deleted order: that there was one
      const gone = how === "expired" ? old : old.filter((trace) => !left.some((one) => one.equals(trace)));
      expect(gone.length).toBeGreaterThan(70);
      await kept.node.storage.purge({ rewriteTables: true });
      await writeEverything(url);
      expect(filesWith(postgres.dataFolder!, gone)).toEqual([]);
      expect(filesWith(postgres.dataFolder!, young).length).toBeGreaterThan(5);
      await kept.node.storage.close();
    },
  );
});
