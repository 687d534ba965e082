import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DemoFolder, makeDemoState } from "../../src/cli/demo-folder.js";
import { runGateway } from "../../src/cli/run-gateway.js";
import { freePort } from "../../src/free-port.js";
import { type PostgresForTests, runSql } from "../../src/postgres/for-tests.js";
import { startPostgres } from "../../src/start-postgres.js";

let made: Awaited<ReturnType<typeof makeDemoState>>;
let postgres: PostgresForTests;
let demo: DemoFolder;
beforeAll(async () => {
  [made, postgres] = await Promise.all([makeDemoState(), startPostgres()]);
});
afterAll(async () => {
  made?.remove();
  await postgres?.stop();
});
beforeEach(() => {
  demo = made.copy();
});
afterEach(() => demo.remove());

/** Starts the gateway on this database. @returns the one line it must have refused with */
async function refusal(database: string): Promise<string> {
  const ports = { EID_GATEWAY_PORT: `${await freePort()}`, EID_GATEWAY_MANAGEMENT_PORT: `${await freePort()}` };
  const { code, stderr } = await runGateway(["start"], { env: { ...demo.env, ...ports, DATABASE_URL: database } });
  expect(code).toBe(1);
  // On Node 20 oidc-provider warns that it would rather have a newer one.
  const lines = stderr
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("oidc-provider WARNING"));
  expect(lines).toHaveLength(1);
  return lines[0]!;
}
const inState = (name: string) => join(demo.state, name);

describe("a start refuses, with one sentence that names the remedy and exit code 1,", () => {
  it("a database file that is something else", async () => {
    writeFileSync(inState("notes.txt"), "not a database, but long enough to be looked at. ".repeat(100));
    expect(await refusal(inState("notes.txt"))).toMatch(/notes\.txt: .*not an SQLite database.*\(storage:corrupt\)$/);
  });

  it("a folder in the place of the file", async () => {
    mkdirSync(inState("folder"));
    expect(await refusal(inState("folder"))).toMatch(/folder: .*check the path.*\(storage:unavailable\)$/);
  });

  it("a PostgreSQL that does not answer, without a word of its password", async () => {
    const said = await refusal(`postgres://gateway:secret-word@127.0.0.1:${await freePort()}/gateway`);
    expect(said).toMatch(/DATABASE_URL.*\(storage:unavailable\)$/);
    expect(said).not.toContain("secret-word");
  });

  it("a database that is read-only", async () => {
    const { url, drop } = await postgres.createDatabase();
    await runSql(
      postgres.url,
      `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`,
    );
    expect(await refusal(url).finally(drop)).toMatch(/\(storage:readonly\)$/);
  });

  it("a database that a later release has written", async () => {
    const { url, drop } = await postgres.createDatabase();
    expect((await runGateway(["keys"], { env: { ...demo.env, DATABASE_URL: url } })).code).toBe(0);
    await runSql(url, "insert into schema_version (version, name) values (999, 'of a later release')");
    expect(await refusal(url).finally(drop)).toMatch(/\(storage:newer-schema\)$/);
  });

  it("a database that another sealing key has sealed", async () => {
    const { url, drop } = await postgres.createDatabase();
    expect((await runGateway(["keys"], { env: { ...demo.env, DATABASE_URL: url } })).code).toBe(0);
    rmSync(inState("keys"), { recursive: true });
    expect(await refusal(url).finally(drop)).toMatch(/\(storage:sealing\)$/);
  });

  it("a sealing key file that is damaged, rather than make another", async () => {
    mkdirSync(inState("keys"));
    writeFileSync(inState("keys/sealing.json"), "{");
    expect(await refusal("")).toMatch(/sealing\.json: it is damaged; restore it from a backup/);
  });
});
