/** Where things stand, in JSON. */
import type { PackagingState, PackagingStatus, TaskEvent, TaskState, TaskStatus } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import type { EventsAnswer, PackagingStatusAnswer, TaskStatusAnswer } from "./schemas.js";

/** @param base of the REST face: "https://id.example.dk/enterprise/sign" */
export function fromTaskState(state: TaskState, base: string): TaskStatusAnswer {
  const { orderId, taskId, status, clientStatus, documents } = state;
  const of = `${base}/orders/${encodeURIComponent(orderId)}/tasks/${encodeURIComponent(taskId)}/documents`;
  return omitAbsent({
    taskId,
    status: upper(status),
    clientStatus,
    documents: documents.map(({ id, hasOriginal, originalArchiveId, hasResult, resultArchiveId }) => {
      const at = `${of}/${encodeURIComponent(id)}`;
      return omitAbsent({
        id,
        originalUri: hasOriginal ? archived(base, originalArchiveId, `${at}/original`) : undefined,
        resultUri: hasResult ? archived(base, resultArchiveId, `${at}/result`) : undefined,
      });
    }),
  });
}

export function fromPackagingState(state: PackagingState, base: string): PackagingStatusAnswer {
  const { orderId, packagingTaskId, status, archiveId } = state;
  const at = `${base}/orders/${encodeURIComponent(orderId)}/packaging-tasks/${encodeURIComponent(packagingTaskId)}/result`;
  return omitAbsent({
    packagingTaskId,
    status: upper(status),
    resultUri: status === "completed" ? archived(base, archiveId, at) : undefined,
  });
}

export function fromEvents(events: readonly TaskEvent[]): EventsAnswer {
  return events.map(({ event, at, data }) =>
    omitAbsent({ event: eventName(event), eventTime: at.toISOString(), data }),
  );
}

function archived(base: string, archiveId: string | undefined, otherwise: string): string {
  return archiveId === undefined ? otherwise : `${base}/archive-documents/${encodeURIComponent(archiveId)}`;
}

/** A history is of one task: its beginning is the task's. */
function eventName(event: TaskEvent["event"]): string {
  return event === "request-created" ? "TASK_CREATED" : event.replaceAll("-", "_").toUpperCase();
}

function upper<S extends TaskStatus | PackagingStatus>(status: S): Uppercase<S> {
  return status.toUpperCase() as Uppercase<S>;
}
