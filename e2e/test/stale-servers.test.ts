import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPostgresBinaries } from "../src/postgres/binaries.js";
import { initializeCluster, runServer } from "../src/postgres/cluster.js";
import { runSql } from "../src/postgres/for-tests.js";
import { PID_FILE, SERVER_FOLDER_PREFIX, sweepStaleServers } from "../src/postgres/stale-servers.js";

// Where the server is somebody else's, nothing is ever left behind.
describe.runIf(!process.env.TEST_DATABASE_URL)("the temporary server of a test that was killed", () => {
  /** Of its own: a test that starts a server at this moment sweeps the usual place. */
  let place: string;
  let folder: string;
  const folderOf = (pid: number) => mkdtempSync(join(place, `${SERVER_FOLDER_PREFIX}${pid}-`));
  const deadProcess = () => spawnSync(process.execPath, ["--version"]).pid;
  const state = (url: string) =>
    runSql(url, "select 1").then(
      () => "runs",
      () => "ended",
    );

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "eid-sweep-"));
    chmodSync(place, 0o755); // root's server is run by another user
    folder = folderOf(deadProcess());
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it("is ended and removed by the next test that starts one", async () => {
    const binaries = findPostgresBinaries().copyTo(folder);
    await initializeCluster(binaries, folder);
    const { url } = await runServer(binaries, folder);
    expect(await state(url)).toBe("runs");
    await sweepStaleServers(place);
    expect(await state(url)).toBe("ended");
    expect(existsSync(folder)).toBe(false);
  });

  it("is not confused with a process that has its number now", async () => {
    writeFileSync(join(folder, PID_FILE), `${process.pid}`);
    await sweepStaleServers(place);
    expect(existsSync(folder)).toBe(false); // and this process is here to see it
  });

  it("is left alone while its test is running", async () => {
    const living = folderOf(process.pid);
    await sweepStaleServers(place);
    expect(existsSync(living)).toBe(true);
  });
});
