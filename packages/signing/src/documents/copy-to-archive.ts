/** Copies of a completed task's documents that outlive the order. Not of bytes: the archive becomes one more holder of them. */
import type { TableParts } from "@eid-gateway/storage";
import { archiveHolder } from "../archive.js";
import { newId, type Random } from "../ids.js";
import type { Standing } from "../sittings/standing.js";
import { findFiles, type HeldFile, holdBlob, noteFile } from "../tables/file-rows.js";
import { fileKey, type TaskName } from "../tables/keys.js";
import { type DocumentUse, sourceKey, usesOf } from "./uses.js";

export async function copyToArchive(
  parts: TableParts,
  random: Random,
  name: TaskName,
  { kept, request }: Standing,
): Promise<void> {
  const uses = usesOf(kept.order, request);
  const originals = uses.filter(isSentOn).map((use) => sourceKey(parts, name, use));
  const results = uses
    .filter(({ action }) => action.sendResultToArchive)
    .map(({ document }) => fileKey(parts, "result", name.service, name.orderId, name.taskId, document.id));
  const files = await findFiles(parts, [...originals, ...results]);
  for (const file of files) {
    if (file.archiveId === undefined) await archiveCopy(parts, random, name.service, kept.key, file);
  }
}

function isSentOn({ document }: DocumentUse): boolean {
  return "sendToArchive" in document && document.sendToArchive === true;
}

/** @returns the copy's id, which is noted with the file */
export async function archiveCopy(
  parts: TableParts,
  random: Random,
  service: string,
  order: Uint8Array,
  file: HeldFile,
): Promise<string> {
  const id = newId(random, new Date(parts.now()));
  const { key: _key, kind: _kind, blob, bytes, sha256, ...notes } = file;
  const holder = archiveHolder(parts, service, id, file.mediaType);
  await holdBlob(parts, holder, { mediaType: file.mediaType, id, service }, { blob, bytes, sha256 });
  await noteFile(parts, order, file, { ...notes, archiveId: id });
  return id;
}
