import { join } from "node:path";
import Libsql from "libsql";
import { describe, expect, it } from "vitest";
import { runGateway } from "../../src/cli/run-gateway.js";
import { editFile } from "../../src/world/edit-customer.js";
import { withDemo } from "./with-demo.js";

const NOTHING = { flows: 0, entries: 0, spent: 0, oidc: 0, events: 0, evidence: 0, signing: 0 };

describe("eid-gateway purge", () => {
  const demo = withDemo();

  const purge = async (...options: string[]) => {
    const { code, stdout } = await runGateway(["purge", "--json", ...options], demo());
    expect(code).toBe(0);
    return JSON.parse(stdout) as object;
  };

  /** Challenges, so many of them long expired and so many still good. */
  function spend(expired: number, alive: number): void {
    const database = new Libsql(join(demo().state, "gateway.sqlite"));
    const insert = database.prepare("insert into spent (id, expires) values (?, ?)");
    for (let n = 0; n < expired + alive; n++) {
      insert.run(Buffer.from(`challenge ${n}`), n < expired ? 1 : Date.now() + 3_600_000);
    }
    database.close();
  }

  it("finds nothing in a database that it has just made", async () => {
    expect(await purge()).toEqual({ dryRun: false, ...NOTHING });
  });

  it("says at a dry run what it would delete, deletes it, and finds nothing the second time", async () => {
    await purge();
    spend(3, 2);
    expect(await purge("--dry-run")).toEqual({ dryRun: true, ...NOTHING, spent: 3 });
    expect(await purge("--dry-run")).toEqual({ dryRun: true, ...NOTHING, spent: 3 });
    expect(await purge()).toEqual({ dryRun: false, ...NOTHING, spent: 3 });
    expect(await purge()).toEqual({ dryRun: false, ...NOTHING });
  });

  it("tells a person the counts in words, and nothing of what the rows held", async () => {
    await purge();
    spend(1201, 0);
    const { stdout } = await runGateway(["purge", "--dry-run"], demo());
    expect(stdout).toMatch(/^Would be deleted:\n/);
    expect(stdout).toMatch(/^ {4}1201 {2}challenges/m);
    expect((await runGateway(["purge"], demo())).stdout).toMatch(/^Deleted:\n/);
  });

  it("stops at a configuration with mistakes: exit 1, and the mistakes", async () => {
    editFile(join(demo().config, "gateway.yaml"), (yaml) => `${yaml}\npurge:\n  at: "25:00"\n`);
    const { code, stderr, stdout } = await runGateway(["purge"], demo());
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/purge\.at.*is not a time of day/);
  });

  it("stops without the database: exit 1, and one sentence", async () => {
    const env = { ...demo().env, DATABASE_URL: "postgres://gateway:secret-word@127.0.0.1:1/gateway" };
    const { code, stderr } = await runGateway(["purge"], { env });
    expect([code, stderr.trim().split("\n").length]).toEqual([1, 1]);
    expect(stderr).toContain("storage:unavailable");
    expect(stderr).not.toContain("secret-word");
  });
});
