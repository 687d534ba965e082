import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { migratePostgres } from "../migrations/migrate-postgres.js";
import { BOUND_COLUMNS } from "../sealing/row-key.js";
import type { Engine } from "./engine.js";
import { translatingPostgres } from "./postgres-errors.js";
import { translatingPool } from "./postgres-pool.js";
import type { Tables } from "./tables.js";

const CONNECT_TIMEOUT_MS = 5_000;
/** The server ends a statement after this; the client stops waiting a little later, when the server itself is gone. */
const STATEMENT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 15_000;
const RECLAIM_TIMEOUT_MS = 600_000;
const INT8 = 20;
/** All that hold what is deleted one day. */
const TABLES = ["spent", "events", ...Object.keys(BOUND_COLUMNS)];

/** Connects to a `postgres://` address, and again by itself when the server has been away. */
export async function openPostgres(url: string): Promise<Engine> {
  const pool = createPool(url);
  try {
    await translatingPostgres(() => withClient(pool, migratePostgres));
  } catch (error) {
    await pool.end();
    throw error;
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: translatingPool(pool) }) });
  return {
    db,
    reclaim: ({ rewriteTables }) =>
      translatingPostgres(() => withClient(pool, (client) => vacuum(client, rewriteTables ? "(full)" : ""))),
    close: () => db.destroy(),
  };
}

function createPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "eid-gateway",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser },
  });
  // An idle connection broke. The pool has dropped it and the next statement opens another; unheard, the event would end the process.
  pool.on("error", () => undefined);
  // The same of one in use: its statement has failed already, or the next one will.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Our whole numbers are times and counts, far below 2^53; the driver would give them as text. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number, ...format: unknown[]) =>
  type === INT8 ? Number : Reflect.apply(pg.types.getTypeParser, pg.types, [type, ...format]);

async function withClient(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await use(client);
    client.release();
  } catch (error) {
    client.release(true); // its settings or its transaction may be half done
    throw error;
  }
}

async function vacuum(client: pg.PoolClient, how: "(full)" | ""): Promise<void> {
  await client.query("set statement_timeout = 0");
  // A rewrite that waits for its lock keeps all others waiting behind it.
  await client.query(`set lock_timeout = ${STATEMENT_TIMEOUT_MS}`);
  const text = `vacuum ${how} ${TABLES.join(", ")}`;
  const patient = { text, query_timeout: RECLAIM_TIMEOUT_MS };
  await client.query(patient);
  await client.query("reset statement_timeout");
  await client.query("reset lock_timeout");
}
