import { randomBytes } from "node:crypto";
import type { Database, Engine } from "./database/engine.js";
import { openEngine } from "./database/open-engine.js";
import type { SealedTable } from "./database/tables.js";
import { createForgetSubject } from "./forget-subject.js";
import { purgeExpired } from "./purge.js";
import { resealTable } from "./reseal.js";
import { createLookup } from "./sealing/lookup.js";
import { BOUND_COLUMNS } from "./sealing/row-key.js";
import { createSealer, type Sealer } from "./sealing/sealer.js";
import type { SealingKeys } from "./sealing/sealing-keys.js";
import type { KeyTable, Storage } from "./storage.js";
import { createEntryStore } from "./tables/entry-store.js";
import { createEventTable } from "./tables/event-table.js";
import { createEvidenceTable } from "./tables/evidence-table.js";
import { createFlowTable } from "./tables/flow-table.js";
import { createJobTable } from "./tables/job-table.js";
import { createKeyTable } from "./tables/key-table.js";
import { createOidcTable } from "./tables/oidc-table.js";
import { createSpend } from "./tables/spent-table.js";
import { createWorkbench } from "./tables/table-parts.js";

export interface StorageOptions {
  readonly database: Database;
  readonly sealing: SealingKeys;
  readonly clock: { now(): Date };
}

/**
 * Opens the database, bringing its schema up to date.
 *
 * @throws StorageError naming what is wrong with the database or the sealing keys, and the remedy
 */
export async function openStorage({ database, sealing, clock }: StorageOptions): Promise<Storage> {
  const sealer = createSealer(sealing);
  const engine = await openEngine(database);
  try {
    return await createStorage(engine, sealer, clock);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The storage on an engine that is open. */
export async function createStorage(engine: Engine, sealer: Sealer, clock: StorageOptions["clock"]): Promise<Storage> {
  const { db } = engine;
  const now = () => clock.now().getTime();
  const keys = createKeyTable({ db, sealer });
  const parts = { db, sealer, now, lookup: createLookup(await lookupKey(keys, clock)) };
  // Before an older key is taken away, the keys that never expire must have left it.
  await resealTable(db, sealer, "keys");

  return {
    flows: createFlowTable(parts),
    oidc: createOidcTable(parts),
    keys,
    events: createEventTable(parts),
    evidence: createEvidenceTable(parts),
    jobs: createJobTable(parts),
    workbench: createWorkbench(parts),
    entries: (service, family) => createEntryStore(parts, service, family),
    spend: createSpend(parts),
    forgetSubject: createForgetSubject(parts),
    purge: (options) => purgeExpired(engine, now(), options),
    reseal: () => resealAll(engine, sealer),
    ping: async () => void (await db.selectFrom("schema_version").select("version").execute()),
    close: engine.close,
  };
}

/**
 * The key of all lookups. It is drawn once and kept, sealed, like any other key: a lookup that followed the sealing key would
 * change with it, and what was spent before a rotation could be spent again after it.
 */
async function lookupKey(keys: KeyTable, clock: StorageOptions["clock"]): Promise<Uint8Array> {
  const make = async () => ({ value: new Uint8Array(randomBytes(32)), activeFrom: clock.now() });
  return (await keys.ensure("storage:lookup", 1, make)).value as Uint8Array;
}

async function resealAll({ db }: Engine, sealer: Sealer): Promise<number> {
  let resealed = 0;
  for (const table of Object.keys(BOUND_COLUMNS) as SealedTable[]) resealed += await resealTable(db, sealer, table);
  return resealed;
}
