import { stylesheetOf } from "../documents/gather-documents.js";
import { type DocumentUse, sourceKey, usesOf } from "../documents/uses.js";
import { refuseFile } from "../files.js";
import type { StoredFile } from "../model/document.js";
import type { SigningPorts } from "../ports.js";
import { checkDocument, mergePurposes, purposeOf } from "../rules/check-documents.js";
import { SigningError } from "../signing-error.js";
import { insertEvents } from "../tables/event-rows.js";
import { findFiles, insertFile } from "../tables/file-rows.js";
import type { TaskName } from "../tables/keys.js";
import { changeOrder } from "../tables/order-rows.js";
import { readTasks, unknownTask } from "../tables/task-rows.js";
import { readStanding, type Standing, standingOf } from "./standing.js";

/** Looked at as an ordered document would be, by every method that is to sign it, in this task or a later one. */
export async function uploadDocument(
  ports: SigningPorts,
  name: TaskName,
  documentId: string,
  file: StoredFile,
): Promise<void> {
  const { workbench } = ports.storage;
  const standing = openOnly(await readStanding(workbench, name));
  const use = uploadIn(standing, documentId);
  const stylesheet = await inspected(ports, name.service, standing, use, file);
  await changeOrder(workbench, name, async (parts, kept) => {
    const { task } = openOnly(standingOf(kept, await readTasks(parts, [kept.key]), name.taskId));
    const key = sourceKey(parts, name, use);
    if ((await findFiles(parts, [key])).length > 0)
      throw new SigningError("document-refused", "the document is there already and cannot be changed");
    const notes = { mediaType: file.mediaType, id: documentId, ...(use.owner && { taskId: use.owner }), ...stylesheet };
    const holder = { key, kind: "original", order: kept.key, expires: kept.expires } as const;
    await insertFile(parts, holder, notes, file.bytes);
    await insertEvents(parts, kept, [{ event: "document-uploaded", task: task.key, data: documentId }]);
  });
}

export function openOnly(standing: Standing | undefined): Standing {
  if (!standing) throw unknownTask();
  const isOpen = standing.task.status === "created" && standing.waitsFor.length === 0;
  if (!isOpen) throw new SigningError("task-not-open", "the task is not open");
  return standing;
}

function uploadIn({ kept, request }: Standing, documentId: string): DocumentUse {
  const use = usesOf(kept.order, request).find(
    ({ action, document }) => action.type === "upload" && document.id === documentId,
  );
  if (use) return use;
  throw new SigningError("unknown-document", "the task asks for no upload of this document");
}

async function inspected(
  ports: SigningPorts,
  service: string,
  { kept }: Standing,
  { document, owner }: DocumentUse,
  file: StoredFile,
) {
  const { order } = kept;
  const terms = ports.terms(service);
  refuseFile(file, terms);
  const uses = order.tasks.flatMap((task) => usesOf(order, task).map((use) => ({ task, use })));
  const purposes = uses
    .filter(({ use }) => use.document.id === document.id && use.owner === owner)
    .map(({ task, use }) => purposeOf(task, use.action.type));
  const stylesheet = stylesheetOf({ document }, file.mediaType, terms);
  const known = {
    mediaType: file.mediaType,
    length: file.bytes.length,
    ...stylesheet,
    place: [],
    read: async () => file.bytes,
  };
  const context = { ...ports, service, terms };
  await checkDocument(known, mergePurposes(purposes, context), context);
  return stylesheet;
}
