/** Where things stand, and where their files are fetched. */
import type { DocumentState, PackagingState, TaskEvent, TaskInfo, TaskState } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import type { FileAddresses } from "../sds/file-addresses.js";
import type { Revision } from "./revision.js";
import type { WireEvent, WirePackagingState, WireTaskInfo, WireTaskState } from "./wire.js";

export function fromTaskState(
  service: string,
  state: TaskState,
  revision: Revision,
  addresses: FileAddresses,
): WireTaskState {
  return omitAbsent({
    "request-id": state.orderId,
    "task-id": state.taskId,
    "task-status": revision.status(state.status),
    "client-reference": state.clientReference,
    "client-status": state.clientStatus,
    "document-status": state.documents.map((document) => fromDocumentState(service, state, document, addresses)),
  });
}

function fromDocumentState(service: string, of: TaskState, document: DocumentState, addresses: FileAddresses) {
  const name = { orderId: of.orderId, taskId: of.taskId, documentId: document.id };
  const { hasOriginal, originalArchiveId, hasResult, resultArchiveId } = document;
  return omitAbsent({
    id: document.id,
    "original-uri": hasOriginal ? addresses.original(service, name, originalArchiveId) : undefined,
    "result-uri": hasResult ? addresses.result(service, name, resultArchiveId) : undefined,
    "form-output-param": [],
  });
}

export function fromPackagingState(
  service: string,
  state: PackagingState,
  addresses: FileAddresses,
): WirePackagingState {
  const { orderId, packagingTaskId, status, archiveId } = state;
  const address = addresses.packaged(service, orderId, packagingTaskId, archiveId);
  return {
    "request-id": orderId,
    "packaging-task-id": packagingTaskId,
    "packaging-task-status": status,
    "packaging-document-status": status === "completed" ? [{ id: packagingTaskId, "result-uri": address }] : [],
  };
}

export function fromEvents(events: readonly TaskEvent[], revision: Revision): readonly WireEvent[] {
  return events
    .filter(({ event }) => revision.knows(event))
    .map(({ event, at, data }) => omitAbsent({ event, "event-time": at, data }));
}

/** `id` is what a row is told apart by: the task, in its order. */
export function fromTaskInfo(info: TaskInfo, { status }: Revision): WireTaskInfo {
  return omitAbsent({
    id: `${info.orderId}/${info.taskId}`,
    "request-id": info.orderId,
    "task-id": info.taskId,
    "document-id": info.documentId,
    "archive-id": info.archiveId,
    account: info.account,
    language: info.language,
    "task-status": status(info.status),
    "document-description": info.documentDescription,
    "mime-type": info.mediaType,
    "subject-first-name": info.subjectFirstName,
    "subject-last-name": info.subjectLastName,
    "subject-email": info.subjectEmail,
    "subject-national-id": info.subjectNationalId,
    "subject-mobile": info.subjectMobile,
    created: info.created,
    "last-updated": info.lastUpdated,
    signer: info.signer,
    "sender-unique-id": info.senderUniqueId,
    "client-reference": info.clientReference,
    "client-status": info.clientStatus,
    "days-to-live": info.daysToLive,
  });
}
