import { signingConformance } from "@eid-gateway/signing/conformance";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { PostgresForTests } from "../src/postgres/for-tests.js";
import { startPostgres } from "../src/start-postgres.js";

describe("signing orders on PostgreSQL", () => {
  let postgres: PostgresForTests;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  for (const { name, run } of signingConformance) {
    it(name, async () => {
      const { url, drop } = await postgres.createDatabase();
      await run({ kind: "postgres", url }).finally(drop);
    });
  }
});
