import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres/binaries.js";
import { initializeCluster, runServer } from "./postgres/cluster.js";
import { externalPostgres } from "./postgres/external.js";
import { databaseFactory, type PostgresForTests } from "./postgres/for-tests.js";
import { SERVER_FOLDER_PREFIX, sweepStaleServers } from "./postgres/stale-servers.js";

/**
 * Gives a test a real PostgreSQL: the server at `TEST_DATABASE_URL` when that is set, else a temporary one of its own.
 *
 * @throws Error naming the variable to set, when there is neither
 */
export async function startPostgres(): Promise<PostgresForTests> {
  const url = process.env.TEST_DATABASE_URL;
  return url ? externalPostgres(url) : temporaryPostgres();
}

async function temporaryPostgres(): Promise<PostgresForTests> {
  const installed = findPostgresBinaries();
  await sweepStaleServers();
  const folder = mkdtempSync(join(tmpdir(), `${SERVER_FOLDER_PREFIX}${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const server = await startIn(folder, installed);
    const { url, dataFolder } = server;
    return {
      url,
      dataFolder,
      ...databaseFactory(url),
      stop: () => server.stop().finally(remove),
    };
  } catch (error) {
    remove();
    throw error;
  }
}

async function startIn(folder: string, installed: PostgresBinaries) {
  const binaries = installed.copyTo(folder);
  await initializeCluster(binaries, folder);
  return runServer(binaries, folder);
}
