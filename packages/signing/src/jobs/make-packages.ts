/** Packages of results, when all of these are there. */
import type { TableParts } from "@eid-gateway/storage";
import { archiveCopy } from "../documents/copy-to-archive.js";
import type { StoredFile } from "../model/document.js";
import type { PackagingTaskRequest } from "../model/order.js";
import { triggerPackaging } from "../notify/trigger.js";
import type { SigningPorts } from "../ports.js";
import { SigningError } from "../signing-error.js";
import { claimChores, type OpenChore, type PackagingChore, postponeChore } from "../tables/chore-rows.js";
import { insertEvents } from "../tables/event-rows.js";
import { findFiles, insertFile } from "../tables/file-rows.js";
import { fileKey } from "../tables/keys.js";
import { changeOrder, type KeptOrder, readOrder } from "../tables/order-rows.js";
import { nextTry, postponeUnreadable } from "./back-off.js";
import type { DoneAndFailed } from "./create-jobs.js";
import { readPackageParts } from "./read-package-parts.js";

/** A package of large documents, with its seal and timestamp, takes long; one at a time, so that memory does not add up. */
const LEASE_MS = 10 * 60_000;

type Claimed = OpenChore<PackagingChore>;

export async function makePackages(ports: SigningPorts): Promise<DoneAndFailed> {
  const count = { done: 0, failed: 0 };
  for (;;) {
    const [chore] = await ports.storage.workbench.transaction((parts) => claimChores(parts, "packaging", 1, LEASE_MS));
    if (!chore) return count;
    const { body } = chore;
    count[body ? await makePackage(ports, { ...chore, body }) : await postponeUnreadable(ports, chore)]++;
  }
}

async function makePackage(ports: SigningPorts, chore: Claimed): Promise<"done" | "failed"> {
  const { workbench } = ports.storage;
  const kept = await readOrder(workbench, chore.body);
  const packaging = kept?.order.packagingTasks.find(({ id }) => id === chore.body.packagingTaskId);
  if (!kept || !packaging) return "failed"; // deleted meanwhile, and the chore with it
  try {
    const parts = await readPackageParts(workbench, chore.body, kept.order, packaging);
    if (parts.length > 0) {
      const file = await ports.packagers[packaging.method]!(kept.order, parts);
      await finish(ports, chore, packaging, file);
      return "done";
    }
    await fail(ports, chore, packaging);
    return "failed";
  } catch (error) {
    if (error instanceof SigningError) return "failed"; // the order was deleted while the package was made
    await postponeOrFail(ports, chore, packaging);
    return "failed";
  }
}

async function finish(
  ports: SigningPorts,
  chore: Claimed,
  packaging: PackagingTaskRequest,
  file: StoredFile,
): Promise<void> {
  const due = await changeOrder(ports.storage.workbench, chore.body, async (parts, kept) => {
    const { service, orderId } = chore.body;
    const key = fileKey(parts, "package", service, orderId, packaging.id);
    if (!(await settle(parts, chore, kept, "completed"))) return false;
    const holder = { key, kind: "package", order: kept.key, expires: kept.expires } as const;
    await insertFile(parts, holder, { mediaType: file.mediaType, id: packaging.id }, file.bytes);
    if (packaging.sendToArchive) await archivePackage(parts, ports, chore, kept, key);
    await insertEvents(parts, kept, [{ event: "packaging-task-completed", task: null, data: packaging.id }]);
    return triggerPackaging(parts, ports, kept, packaging.id, "completed");
  });
  if (due) ports.onDue?.();
}

async function archivePackage(
  parts: TableParts,
  { random }: SigningPorts,
  chore: Claimed,
  kept: KeptOrder,
  key: Uint8Array,
): Promise<void> {
  const [file] = await findFiles(parts, [key]);
  const archiveId = await archiveCopy(parts, random, chore.body.service, kept.key, file!);
  const bound = { id: chore.id, order_id: chore.orderKey, about: chore.about, kind: "packaging" };
  await parts.db
    .updateTable("signing_chores")
    .set(parts.sealer.seal("signing_chores", bound, { ...chore.body, archiveId }))
    .where("id", "=", chore.id)
    .execute();
}

/** False: another node has taken it over. */
async function settle(
  parts: TableParts,
  chore: Claimed,
  kept: KeptOrder,
  state: "completed" | "failed",
): Promise<boolean> {
  const row = await parts.db
    .updateTable("signing_chores")
    .set({ state, due: null, held_until: null })
    .where("id", "=", chore.id)
    .where("order_id", "=", kept.key)
    .where("held_until", "=", chore.lease)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

async function postponeOrFail(ports: SigningPorts, chore: Claimed, packaging: PackagingTaskRequest): Promise<void> {
  const { workbench } = ports.storage;
  const next = nextTry(chore.attempts, chore.firstDue, workbench.now());
  if (next !== undefined) await workbench.transaction((parts) => postponeChore(parts, chore, next));
  else await fail(ports, chore, packaging);
}

async function fail(ports: SigningPorts, chore: Claimed, packaging: PackagingTaskRequest): Promise<void> {
  await changeOrder(ports.storage.workbench, chore.body, async (parts, kept) => {
    if (!(await settle(parts, chore, kept, "failed"))) return;
    await insertEvents(parts, kept, [{ event: "packaging-task-failed", task: null, data: packaging.id }]);
    await triggerPackaging(parts, ports, kept, packaging.id, "failed");
  });
}
