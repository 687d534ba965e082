/** How PackagingService and SealingService name a file: where it is, not what it is called. */
import { enumeration, string } from "../soap/schema/simple-types.js";
import { complex, one, optional, type ValueOf } from "../soap/schema/types.js";

const stored = complex("stored-document-id", { id: one(string) });
const ofOrder = complex("order-document-id", {
  "request-id": one(string),
  "task-id": optional(string),
  "document-id": one(string),
  type: one(enumeration("order-document-type", ["source", "result"]), { nillable: true, default: "result" }),
});

export const documentId = complex("document-id", {
  "archive-document-id": optional(stored),
  "order-document-id": optional(ofOrder),
  "sds-document-id": optional(stored),
  "uri-document-id": optional(string),
});
export type DocumentId = ValueOf<typeof documentId>;

/** Their way of saying that it was not done. */
const error = complex("error", { code: one(string), message: one(string) });
export const answer = { id: optional(string), error: optional(error) };
