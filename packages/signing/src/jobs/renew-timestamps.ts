/** New timestamps on what lies in the archive for years. A renewed file takes the place of the old one under its id. */
import { StorageError, type TableParts } from "@eid-gateway/storage";
import type { StoredFile } from "../model/document.js";
import type { Renew, SigningPorts } from "../ports.js";
import { deleteUnheld, writeBlob } from "../tables/blobs.js";
import { type HeldFile, openFileRow, readHeld } from "../tables/file-rows.js";
import type { DoneAndFailed } from "./create-jobs.js";

const LEASE_MS = 10 * 60_000;
const AGAIN_MS = 24 * 60 * 60_000;

type Claimed = { readonly file: HeldFile; readonly lease: number };

export async function renewTimestamps(ports: SigningPorts): Promise<DoneAndFailed> {
  const count = { done: 0, failed: 0 };
  const { renew } = ports;
  if (!renew) return count;
  for (;;) {
    const claimed = await ports.storage.workbench.transaction(claim);
    if (!claimed) return count;
    count[await renewOne(ports, renew, claimed)]++;
  }
}

/** One, for the length of a lease: it is due again then, unless it is done. */
async function claim(parts: TableParts): Promise<Claimed | undefined> {
  const at = parts.now();
  const next = parts.db
    .selectFrom("signing_files")
    .select("id")
    .where("renew_at", "<=", at)
    .orderBy("renew_at")
    .limit(1);
  const row = await parts.db
    .updateTable("signing_files")
    .set({ renew_at: at + LEASE_MS })
    .where("id", "in", next)
    .where("renew_at", "<=", at)
    .returning(["id", "order_id", "kind", "blob", "sealed", "key_id"])
    .executeTakeFirst();
  return row && { file: openFileRow(parts, row), lease: at + LEASE_MS };
}

async function renewOne(ports: SigningPorts, renew: Renew, claimed: Claimed): Promise<"done" | "failed"> {
  const { workbench } = ports.storage;
  try {
    const file = await readHeld(workbench, claimed.file);
    if (!file) return "failed"; // removed meanwhile
    const renewed = await renew(claimed.file.service!, file);
    await workbench.transaction((parts) => replace(parts, claimed, renewed?.file, renewed?.next.getTime() ?? null));
    return "done";
  } catch (error) {
    if (error instanceof StorageError) throw error;
    await workbench.transaction((parts) => replace(parts, claimed, undefined, workbench.now() + AGAIN_MS));
    return "failed";
  }
}

async function replace(
  parts: TableParts,
  { file, lease }: Claimed,
  renewed: StoredFile | undefined,
  renewAt: number | null,
): Promise<void> {
  const { key, kind, blob, bytes: _bytes, sha256: _sha256, ...notes } = file;
  const written = renewed && (await writeBlob(parts, renewed.bytes));
  const bound = { id: key, order_id: null, kind, blob: written?.blob ?? blob };
  const next = written && {
    blob: written.blob,
    ...parts.sealer.seal("signing_files", bound, { ...notes, bytes: written.bytes, sha256: written.sha256 }),
  };
  const row = await parts.db
    .updateTable("signing_files")
    .set({ renew_at: renewAt, ...next })
    .where("id", "=", key)
    .where("renew_at", "=", lease)
    .returning("id")
    .executeTakeFirst();
  // The bytes that nobody holds now: the old ones, or the new ones when the lease was lost.
  if (written) await deleteUnheld(parts, row ? [blob] : [written.blob]);
}
