/** The end of a sitting. One transaction: after a crash at any moment the task is open as before, or done with all its evidence. */
import type { TableParts } from "@eid-gateway/storage";
import { copyToArchive } from "../documents/copy-to-archive.js";
import { sourceKey, usesOf } from "../documents/uses.js";
import { triggerChange } from "../notify/trigger.js";
import type { SigningPorts } from "../ports.js";
import type { TaskOutcome, TaskResult } from "../signing.js";
import { SigningError } from "../signing-error.js";
import { writeBlob } from "../tables/blobs.js";
import { insertEvents } from "../tables/event-rows.js";
import { findFiles, holdBlob } from "../tables/file-rows.js";
import { fileKey, type TaskName } from "../tables/keys.js";
import { changeOrder, type KeptOrder } from "../tables/order-rows.js";
import { endTask, readTasks, taskIn } from "../tables/task-rows.js";
import { type Standing, standingOf } from "./standing.js";

/** False: the task was not open, or waits for others; nothing was written. */
export async function completeTask(ports: SigningPorts, name: TaskName, outcome: TaskOutcome): Promise<boolean> {
  const { completed, due } = await changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    const tasks = await readTasks(parts, [kept.key]);
    const task = taskIn(tasks, name.taskId);
    const standing = standingOf(kept, tasks, name.taskId)!;
    if (standing.waitsFor.length > 0 || !(await endTask(parts, task, "completed"))) return { completed: false };
    await checkOutcome(parts, name, standing, outcome.results);
    for (const result of outcome.results) await keepResult(parts, name, kept, result);
    await copyToArchive(parts, ports.random, name, standing);
    await insertEvents(parts, kept, [
      ...outcome.events.map((event) => ({ ...event, task: task.key })),
      { event: "task-completed", task: task.key },
    ]);
    const changed = new Map([[task.id, "completed"]] as const);
    return { completed: true, due: await triggerChange(parts, ports, kept, tasks, changed) };
  });
  if (due) ports.onDue?.();
  return completed;
}

/** Every document that must be signed is, and nothing else. @throws SigningError: a mistake of the caller's, nothing is written */
async function checkOutcome(
  parts: TableParts,
  name: TaskName,
  { kept, request }: Standing,
  results: readonly TaskResult[],
): Promise<void> {
  const uses = usesOf(kept.order, request);
  const toSign = new Map(uses.filter(({ action }) => action.type === "sign").map((use) => [use.document.id, use]));
  const signed = new Set(results.map(({ documentId }) => documentId));
  if (signed.size !== results.length) throw new SigningError("duplicate-document-id", "a document has two results");
  for (const id of signed) {
    if (!toSign.has(id))
      throw new SigningError("unknown-document", `document ${JSON.stringify(id)} is not to be signed here`);
  }
  const unsigned = [...toSign.values()].filter(({ action, document }) => !action.optional && !signed.has(document.id));
  const uploads = uses.filter(({ action }) => action.type === "upload" && !action.optional);
  const files = await findFiles(
    parts,
    uploads.map((use) => sourceKey(parts, name, use)),
  );
  if (unsigned.length === 0 && files.length === uploads.length) return;
  throw new SigningError("invalid-value", "the task is not done: a document that is not optional is missing");
}

async function keepResult(parts: TableParts, name: TaskName, kept: KeptOrder, result: TaskResult): Promise<void> {
  const { documentId, file, evidence, signer, method } = result;
  const names = [name.orderId, name.taskId, documentId];
  const notes = { id: documentId, taskId: name.taskId, signer: signer.name, method };
  const holder = { order: kept.key, expires: kept.expires };
  const delivered = await writeBlob(parts, file.bytes);
  // Where the gateway's own form is delivered, it is also the evidence: kept once, held twice.
  const same = Buffer.compare(file.bytes, evidence.bytes) === 0;
  const proof = same ? delivered : await writeBlob(parts, evidence.bytes);
  const key = (kind: "result" | "evidence") => fileKey(parts, kind, name.service, ...names);
  await holdBlob(
    parts,
    { ...holder, key: key("result"), kind: "result" },
    { ...notes, mediaType: file.mediaType },
    delivered,
  );
  await holdBlob(
    parts,
    { ...holder, key: key("evidence"), kind: "evidence" },
    { ...notes, mediaType: evidence.mediaType },
    proof,
  );
}
