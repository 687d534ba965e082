import { afterEach, describe, expect, it, vi } from "vitest";
import { freePort } from "../src/free-port.js";
import { startPostgres } from "../src/start-postgres.js";

describe("the PostgreSQL of the tests", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("names the variable to correct when the server it names does not answer, and not its password", async () => {
    vi.stubEnv("TEST_DATABASE_URL", `postgres://tester:secret-password@127.0.0.1:${await freePort()}/postgres`);
    const error = await startPostgres().catch((thrown: Error) => thrown);
    expect((error as Error).message).toMatch(/TEST_DATABASE_URL/);
    expect((error as Error).message).not.toMatch(/secret-password/);
  });
});
