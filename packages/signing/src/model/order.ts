/** What a customer orders: documents, people, and who does what with which. Kept as it was ordered, so that it can be read back. */
import type { NationalId } from "@eid-gateway/core";
import type { DocumentAction, DocumentSource } from "./document.js";
import type { Notification } from "./notification.js";

/** One order as it is asked for. Ids of tasks, documents and subjects are the customer's own; only the order's is ours. */
export type OrderRequest = {
  readonly profile?: string;
  readonly language?: string;
  readonly subjects: readonly Subject[];
  readonly documents: readonly DocumentSource[];
  readonly tasks: readonly TaskRequest[];
  readonly clientReference?: string;
  readonly sender?: Sender;
  readonly notifications: readonly Notification[];
  readonly daysUntilDeletion?: number; // 1 to 30, after the last task's days to live
  readonly sdoFormat?: string; // "native", "ltv-sdo"; absent: the service's own
  readonly account?: string;
  readonly packagingTasks: readonly PackagingTaskRequest[];
};

/** An order that was made. */
export type Order = OrderRequest & { readonly id: string; readonly service: string; readonly created: Date };

/** Who is to act. The signer's national number is compared with the subject's, where it has one. */
export type Subject = {
  readonly id?: string;
  readonly nationalId?: NationalId;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly mobile?: string;
  readonly email?: string;
  readonly username?: string;
  readonly attributes: readonly Attribute[];
};
export type Attribute = { readonly name?: string; readonly value?: string };
export type Sender = { readonly uniqueId: string; readonly firstName?: string; readonly lastName?: string };
export type Dialog = { readonly title?: string; readonly message?: string };

/** What one subject is asked to do, in one sitting. */
export type TaskRequest = {
  readonly id: string;
  readonly bundle?: boolean; // all documents by one act, one signature each
  readonly subjectRef?: string;
  readonly subject?: Subject;
  readonly daysToLive?: number;
  readonly dialog?: Dialog;
  readonly documentActions: readonly DocumentAction[];
  readonly notifications: readonly Notification[];
  readonly authentication?: Authentication;
  readonly onTaskPostpone?: string;
  readonly onTaskComplete?: string;
  readonly onTaskCancel?: string;
  readonly dependsOnTasks: readonly string[];
  readonly profile?: string;
  readonly language?: string;
  readonly configuration?: string;
  readonly signText?: string; // since 2018: the sentence of consent, for the whole task
  readonly signatures: readonly Signature[]; // the eID's own signature over the document
  readonly authenticationBasedSignatures: readonly AuthenticationBasedSignature[]; // a log-in, sealed by the gateway
};

/** A log-in before any document is shown. `artifact`: the customer has logged the person in, and hands over a one-time ticket. */
export type Authentication = {
  readonly dialog?: Dialog;
  readonly methods: readonly string[];
  readonly artifact?: boolean;
};
export type Signature = {
  readonly dialog?: Dialog;
  readonly methods: readonly SignatureMethod[];
  readonly ifAuthentication?: string; // only for who has passed this log-in
  readonly responsive?: boolean;
};
export type AuthenticationBasedSignature = Omit<Signature, "responsive">;
export type SignatureMethod = { readonly name: string; readonly handwritten?: boolean };

/** When every task is completed: some results put into one file. */
export type PackagingTaskRequest = {
  readonly id: string;
  readonly method: string; // "pades"
  readonly sendToArchive?: boolean;
  readonly notifications: readonly Notification[];
  readonly documents: readonly { readonly taskId?: string; readonly documentId: string }[];
};
