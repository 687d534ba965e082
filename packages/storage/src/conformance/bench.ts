import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Database, Engine } from "../database/engine.js";
import { openEngine } from "../database/open-engine.js";
import { StorageError, type StorageErrorCode } from "../errors.js";
import { openStorage } from "../open-storage.js";
import type { SealingKeys } from "../sealing/sealing-keys.js";
import type { Storage } from "../storage.js";

/** What a case works with: one empty database, a clock to turn, and a hand that reaches past the storage. */
export interface Bench {
  readonly database: Database;
  readonly sealing: SealingKeys;
  readonly clock: { now(): Date; advance(seconds: number): void };
  /** The time so many seconds from the bench's now. */
  in(seconds: number): Date;
  /** One more instance on the database, as another node would open it. */
  open(sealing?: SealingKeys): Promise<Storage>;
  /** The rows themselves, as an intruder or an operator may read and write them. */
  db(): Promise<Engine["db"]>;
}

export interface ConformanceCase {
  readonly name: string;
  /** @param database empty; it is closed again when the case ends */
  run(database: Database): Promise<void>;
}

export function defineCase(name: string, check: (bench: Bench) => Promise<void>): ConformanceCase {
  return {
    name,
    async run(database) {
      const opened: { close(): Promise<void> }[] = [];
      try {
        await check(createBench(database, opened));
      } finally {
        for (const one of opened) await one.close();
      }
    },
  };
}

function createBench(database: Database, opened: { close(): Promise<void> }[]): Bench {
  const sealing = newSealing("first");
  let ms = Date.UTC(2023, 5, 1, 12);
  const clock = {
    now: () => new Date(ms),
    advance: (seconds: number) => {
      ms += seconds * 1000;
    },
  };
  return {
    database,
    sealing,
    clock,
    in: (seconds) => new Date(ms + seconds * 1000),
    async open(keys = sealing) {
      const storage = await openStorage({ database, sealing: keys, clock });
      opened.push(storage);
      return storage;
    },
    async db() {
      const engine = await openEngine(database);
      opened.push(engine);
      return engine.db;
    },
  };
}

export function newSealing(id: string): SealingKeys {
  return { current: id, keys: { [id]: new Uint8Array(randomBytes(32)) } };
}

export async function refusesWith(code: StorageErrorCode, call: () => Promise<unknown>): Promise<StorageError> {
  const error = await call().then(
    () => assert.fail(`expected ${code}, but it was accepted`),
    (thrown: unknown) => thrown,
  );
  assert(error instanceof StorageError, `expected ${code}, got ${error}`);
  assert.equal(error.code, code);
  return error;
}

/** Calls all at once, spread over the instances. */
export function inParallel<Result>(
  times: number,
  instances: readonly Storage[],
  call: (storage: Storage, index: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => call(instances[index % instances.length]!, index)));
}
