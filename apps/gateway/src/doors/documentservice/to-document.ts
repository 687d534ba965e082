import type { DocumentAction, DocumentOrigin, DocumentSource } from "@eid-gateway/signing";
import { omitAbsent } from "../omit-absent.js";
import type { WireDocument, WireDocumentAction } from "./wire.js";

export function toDocumentAction(wire: WireDocumentAction): DocumentAction {
  return omitAbsent({
    type: wire.type,
    orderIndex: wire["order-index"],
    optional: wire.optional,
    sendResultToArchive: wire["send-result-to-archive"],
    dialog: wire.dialog,
    documentRef: wire["document-ref"],
    document: wire.document && toDocument(wire.document),
  });
}

export function toDocument(wire: WireDocument): DocumentSource {
  const base = {
    id: wire.id,
    externalReference: wire["external-reference"],
    form: wire.form && { id: wire.form.id, parameters: wire.form["input-param"] },
    signTextEntry: wire["sign-text-entry"],
  };
  return omitAbsent({ ...base, ...omitAbsent(toOrigin(wire)) });
}

/** What kind of source it is, `xsi:type` has said. */
function toOrigin(wire: WireDocument): DocumentOrigin {
  switch (wire.$type) {
    case "document":
      return { kind: "base" };
    case "sds-document":
      return { kind: "session", sessionId: wire["ref-sds-id"], ...describe(wire) };
    case "provided-document":
      return omitAbsent({ kind: "provided", mediaType: wire["mime-type"], data: wire.data, ...describe(wire) });
    case "upload-document":
      return { kind: "upload", ...describe(wire) };
    case "archive-document":
      return { kind: "archive", archiveId: wire["ref-archive-id"] };
    case "result-document":
      return { kind: "result", taskId: wire["ref-task-id"], documentId: wire["ref-document-id"] };
    case "packaging-result-document":
      return { kind: "packaging-result", packagingTaskId: wire["ref-packaging-task-id"] };
  }
}

function describe(wire: { readonly description: string; readonly "send-to-archive"?: boolean | undefined }) {
  return omitAbsent({ description: wire.description, sendToArchive: wire["send-to-archive"] });
}
