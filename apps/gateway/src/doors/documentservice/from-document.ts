import type { DocumentAction, DocumentSource } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import type { WireDocument, WireDocumentAction } from "./wire.js";

export function fromDocumentAction(action: DocumentAction): WireDocumentAction {
  return omitAbsent({
    type: action.type,
    "order-index": action.orderIndex,
    optional: action.optional,
    "send-result-to-archive": action.sendResultToArchive,
    dialog: action.dialog,
    "document-ref": action.documentRef,
    document: action.document && fromDocument(action.document),
  });
}

export function fromDocument(document: DocumentSource): WireDocument {
  const base = omitAbsent({
    id: document.id,
    "external-reference": document.externalReference,
    form: document.form && { id: document.form.id, "input-param": document.form.parameters },
    "sign-text-entry": document.signTextEntry,
  });
  switch (document.kind) {
    case "base":
      return { $type: "document", ...base };
    case "session":
      return { $type: "sds-document", ...base, "ref-sds-id": document.sessionId, ...describe(document) };
    case "provided":
      return {
        $type: "provided-document",
        ...base,
        "mime-type": document.mediaType,
        ...omitAbsent({ data: document.data }),
        ...describe(document),
      };
    case "upload":
      return { $type: "upload-document", ...base, ...describe(document) };
    case "archive":
      return { $type: "archive-document", ...base, "ref-archive-id": document.archiveId };
    case "result":
      return {
        $type: "result-document",
        ...base,
        "ref-task-id": document.taskId,
        "ref-document-id": document.documentId,
      };
    case "packaging-result":
      return { $type: "packaging-result-document", ...base, "ref-packaging-task-id": document.packagingTaskId };
  }
}

function describe({ description, sendToArchive }: { readonly description: string; readonly sendToArchive?: boolean }) {
  return omitAbsent({ description, "send-to-archive": sendToArchive });
}
