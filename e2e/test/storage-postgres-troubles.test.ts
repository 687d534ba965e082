import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { openStorage, type Storage } from "@eid-gateway/storage";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../src/free-port.js";
import { type PostgresForTests, runSql } from "../src/postgres/for-tests.js";
import { startPostgres } from "../src/start-postgres.js";

const SEALING = { current: "k", keys: { k: new Uint8Array(randomBytes(32)) } };
const clock = { now: () => new Date("2023-06-01T12:00:00Z") };
const LATER = new Date("2023-06-01T13:00:00Z");

const open = (url: string) => openStorage({ database: { kind: "postgres", url }, sealing: SEALING, clock });

describe("a PostgreSQL that is not there", () => {
  const url = (port: number) => `postgres://gateway:secret-password@127.0.0.1:${port}/gateway`;

  it("is refused at the start, without a word of the address", async () => {
    const error = await open(url(await freePort())).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: "StorageError", code: "storage:unavailable" });
    expect((error as Error).message).toMatch(/DATABASE_URL/);
    expect((error as Error).message).not.toMatch(/secret-password/);
  });

  it("does not keep the start waiting when it accepts connections and says nothing", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const refused = open(url((silent.address() as AddressInfo).port));
    await expect(refused)
      .rejects.toMatchObject({ code: "storage:unavailable" })
      .finally(() => silent.close());
  });

  it("is refused when what answers is no PostgreSQL", async () => {
    const web = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
    await once(web, "listening");
    const refused = open(url((web.address() as AddressInfo).port));
    await expect(refused)
      .rejects.toMatchObject({ code: "storage:unavailable" })
      .finally(() => web.close());
  });
});

describe("a PostgreSQL in trouble", () => {
  let postgres: PostgresForTests;
  let url: string;
  let drop: () => Promise<void>;
  const opened: Storage[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());
  beforeEach(async () => {
    ({ url, drop } = await postgres.createDatabase());
  });
  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close();
    await drop();
  });

  async function start(address = url): Promise<Storage> {
    const storage = await open(address);
    opened.push(storage);
    return storage;
  }
  const spend = (storage: Storage, value = "c") => storage.spend("challenge", value, LATER);
  const name = () => new URL(url).pathname.slice(1);
  const endConnections = () =>
    runSql(postgres.url, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name()}'`);

  it("is refused at the start when there is no such database", async () => {
    const missing = new URL(url);
    missing.pathname = "/no_such_database";
    const error = { code: "storage:unavailable", message: expect.stringContaining("no such database") };
    await expect(start(missing.href)).rejects.toMatchObject(error);
  });

  it("is refused at the start when it is read-only", async () => {
    await (await start()).ping();
    await runSql(postgres.url, `alter database ${name()} set default_transaction_read_only = on`);
    await expect(start()).rejects.toMatchObject({ code: "storage:readonly" });
  });

  it("is named when it becomes read-only, as after a fail-over, and reads go on", async () => {
    const storage = await start();
    await spend(storage);
    await runSql(postgres.url, `alter database ${name()} set default_transaction_read_only = on`);
    await endConnections();
    await expect
      .poll(() =>
        storage.ping().then(
          () => "up",
          () => "down",
        ),
      )
      .toBe("up");
    await expect(spend(storage, "other")).rejects.toMatchObject({ code: "storage:readonly" });
    await storage.ping();
  });

  it("serves again by itself after its connections were cut, and what was spent stays spent", async () => {
    const storage = await start();
    await Promise.all(Array.from({ length: 20 }, (_, n) => spend(storage, `c ${n}`)));
    await endConnections();
    await expect
      .poll(() =>
        storage.ping().then(
          () => "up",
          () => "down",
        ),
      )
      .toBe("up");
    const again = await Promise.all(Array.from({ length: 20 }, (_, n) => spend(storage, `c ${n}`)));
    expect(again).toEqual(Array(20).fill(false));
  });

  it("says that its disk is full, and has kept nothing of the row", async () => {
    const storage = await start();
    await runSql(
      url,
      `create function full_disk() returns trigger language plpgsql as
         $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`,
      "create trigger full_disk after insert on spent for each row execute function full_disk()",
    );
    await expect(spend(storage)).rejects.toMatchObject({ code: "storage:full" });
    await runSql(url, "drop trigger full_disk on spent");
    expect(await spend(storage)).toBe(true);
  });

  it("ends a statement that waits too long, and the connection is fit for the next", async () => {
    const storage = await start(`${url}?statement_timeout=500`);
    const locker = new pg.Client(url);
    await locker.connect();
    await locker.query("begin");
    await locker.query("lock table spent in access exclusive mode");
    await expect(spend(storage)).rejects.toMatchObject({ code: "storage:unavailable" });
    await locker.query("rollback");
    await locker.end();
    expect(await spend(storage)).toBe(true);
  });

  it("needs no right to make tables once they are made, and names a right that is missing", async () => {
    await start();
    const role = `reader_${randomBytes(4).toString("hex")}`;
    await runSql(
      url,
      `create role ${role} login password 'p'`,
      `grant select on all tables in schema public to ${role}`,
    );
    const reader = new URL(url);
    reader.username = role;
    reader.password = "p";
    try {
      const storage = await open(reader.href);
      await expect(spend(storage)).rejects.toMatchObject({ code: "storage:readonly" });
      await storage.close();
    } finally {
      await runSql(url, `drop owned by ${role}`, `drop role ${role}`);
    }
  });
});
