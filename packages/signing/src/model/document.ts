/** Where a document comes from, and what a task does with it. */
import type { Dialog } from "./order.js";

/** `base` is a document of which only the id is known; the source is told elsewhere, or by the task's user. */
export type DocumentSource = DocumentBase & DocumentOrigin;
export type DocumentOrigin =
  | { readonly kind: "base" }
  | {
      readonly kind: "session";
      readonly description: string;
      readonly sessionId: string;
      readonly sendToArchive?: boolean;
    }
  | {
      readonly kind: "provided";
      readonly description: string;
      readonly mediaType: string;
      readonly data?: Uint8Array;
      readonly sendToArchive?: boolean;
    }
  | { readonly kind: "upload"; readonly description: string; readonly sendToArchive?: boolean }
  | { readonly kind: "archive"; readonly archiveId: string }
  | { readonly kind: "result"; readonly taskId: string; readonly documentId: string }
  | { readonly kind: "packaging-result"; readonly packagingTaskId: string };
export type DocumentBase = {
  readonly id?: string;
  readonly externalReference?: string;
  readonly form?: Form;
  readonly signTextEntry?: string; // the sentence of consent for this document
};
export type Form = { readonly id: string; readonly parameters: readonly FormParameter[] };
export type FormParameter = { readonly name: string; readonly value: string };

export type DocumentAction = {
  readonly type: "sign" | "view" | "upload";
  readonly orderIndex?: number;
  readonly optional?: boolean;
  readonly sendResultToArchive?: boolean;
  readonly dialog?: Dialog;
  readonly documentRef?: string; // of an order's document,
  readonly document?: DocumentSource; // or one of its own
};

/** A file with its type: an upload, an original, a result, a package. */
export type StoredFile = { readonly mediaType: string; readonly bytes: Uint8Array };
