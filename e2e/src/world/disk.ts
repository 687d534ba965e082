/** A world's database as somebody with its disk sees it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import pg from "pg";
import { filesWith } from "../postgres/files-with.js";
import type { PostgresForTests } from "../postgres/for-tests.js";
import { writeEverything } from "../postgres/write-everything.js";
import type { World } from "./start-world.js";

export interface Disk {
  readonly databaseUrl?: string;
  /** Every byte string that a query gives: keyed hashes and sealed values. */
  bytesOf(world: World, query: string): Promise<readonly Buffer[]>;
  /** The files in which any of these stands, when all that the database has done is on the disk. */
  filesWith(world: World, traces: readonly Buffer[]): Promise<readonly string[]>;
}

export const sqliteDisk: Disk = {
  async bytesOf({ stateFolder }, query) {
    const database = new Libsql(join(stateFolder, "gateway.sqlite"));
    const rows = database.prepare(query).all() as object[];
    database.close();
    return rows.flatMap(valuesOf);
  },
  async filesWith({ stateFolder }, traces) {
    const files = readdirSync(stateFolder, { withFileTypes: true }).filter((entry) => entry.isFile());
    return files
      .map(({ name }) => name)
      .filter((name) => {
        const bytes = readFileSync(join(stateFolder, name));
        return traces.some((trace) => bytes.includes(trace));
      });
  },
};

export function postgresDisk(server: PostgresForTests, databaseUrl: string): Disk {
  return {
    databaseUrl,
    async bytesOf(_world, query) {
      const client = new pg.Client(databaseUrl);
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(query).finally(() => client.end());
      return rows.flatMap(valuesOf);
    },
    async filesWith(_world, traces) {
      await writeEverything(databaseUrl);
      return filesWith(server.dataFolder ?? "", traces);
    },
  };
}

function valuesOf(row: object): Buffer[] {
  const bytes = Object.values(row).filter((value) => value instanceof Uint8Array || value instanceof ArrayBuffer);
  return bytes.map((value: Uint8Array | ArrayBuffer) => Buffer.from(value as Uint8Array));
}
