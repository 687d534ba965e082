/**
 * The domain as its doors see it: SOAP, REST, the file store and the signing pages all speak to this. Every call names the service
 * whose orders it may see; another's do not exist. Every change of state is one transaction, on both databases, and what must
 * happen once (a task's completion, an artifact, a notification, a packaging task) happens on one node.
 */
import type { Identity, NationalId } from "@eid-gateway/core";
import type { StoredFile } from "./model/document.js";
import type { Notification } from "./model/notification.js";
import type { Dialog, Order, OrderRequest, TaskRequest } from "./model/order.js";
import type {
  EventType,
  PackagingState,
  TaskEvent,
  TaskFilter,
  TaskFilterField,
  TaskInfo,
  TaskState,
} from "./model/status.js";

export interface Signing {
  readonly orders: Orders;
  readonly sessions: UserSessions;
  /** Session data storage: uploads, and packages that were asked for. */
  readonly files: FileStore;
  readonly archive: Archive;
  readonly sittings: Sittings;
  readonly evidence: Evidence;
}

/** What customers' servers do. Everything here throws SigningError with one of its codes. */
export interface Orders {
  /** Checks every order of the call before any is made: all of them, or none. Places begin with the order's index in the call. */
  create(service: string, orders: readonly OrderRequest[]): Promise<readonly CreatedOrder[]>;
  find(service: string, orderId: string): Promise<Order | undefined>;
  delete(service: string, orderIds: readonly string[]): Promise<number>;
  /** Places are within the task. */
  addTask(service: string, orderId: string, task: TaskRequest): Promise<CreatedTask>;
  disableTask(service: string, orderId: string, taskId: string): Promise<void>;
  findTask(service: string, orderId: string, taskId: string): Promise<TaskRequest | undefined>;
  /** From `from` to before `to`; newest first where no field is given. One row for each task. */
  search(service: string, query: TaskQuery): Promise<readonly TaskInfo[]>;
  count(service: string, filter: TaskFilter): Promise<number>;
  /** @throws SigningError `unknown-request` for the first id that is not there */
  states(service: string, orderIds: readonly string[]): Promise<readonly TaskState[]>;
  /** Of the packaging tasks of these orders. @throws SigningError `unknown-task` when they have none */
  packagingStates(service: string, orderIds: readonly string[]): Promise<readonly PackagingState[]>;
  setClientStatus(service: string, orderId: string, taskId: string, status: string): Promise<void>;
  history(service: string, orderId: string, taskId: string): Promise<readonly TaskEvent[]>;
  addNotification(service: string, orderId: string, taskId: string | undefined, added: Notification): Promise<void>;
  disableNotifications(
    service: string,
    orderId: string,
    taskId: string | undefined,
    ids: readonly string[],
  ): Promise<void>;
  /** A ticket that lets one browser past the task's `authentication`, once, within 30 seconds. */
  createArtifact(service: string, orderId: string, taskId: string): Promise<string>;
  /** The bytes a task's document began as, or what came of it; a package. */
  original(service: string, orderId: string, taskId: string, documentId: string): Promise<StoredFile | undefined>;
  result(service: string, orderId: string, taskId: string, documentId: string): Promise<StoredFile | undefined>;
  packagingResult(service: string, orderId: string, packagingTaskId: string): Promise<StoredFile | undefined>;
}
export type CreatedOrder = { readonly id: string; readonly artifact?: string };
export type CreatedTask = { readonly artifact?: string };
export type TaskQuery = {
  readonly filter: TaskFilter;
  readonly from: number;
  readonly to: number;
  readonly sortField?: TaskFilterField;
  readonly ascending?: boolean;
};

/** Tasks of several orders, done in one sitting. */
export interface UserSessions {
  create(service: string, session: UserSessionRequest): Promise<{ readonly id: string; readonly artifact?: string }>;
  find(service: string, id: string): Promise<UserSessionRequest | undefined>;
}
export type UserSessionRequest = {
  readonly language?: string;
  readonly onSessionPostpone?: string;
  readonly onSessionComplete?: string;
  readonly onSessionCancel?: string;
  readonly tasks: readonly {
    readonly orderId: string;
    readonly taskId: string;
    readonly order: number;
    readonly description?: string;
  }[];
};

export interface FileStore {
  /** @returns its id. @throws SigningError when it is empty, too large for the service, or of a type that is not stored */
  put(service: string, file: StoredFile): Promise<string>;
  get(service: string, id: string): Promise<StoredFile | undefined>;
  delete(service: string, id: string): Promise<boolean>;
}

/** Opaque ids, no metadata, no search; kept until removed. */
export interface Archive {
  put(service: string, file: StoredFile): Promise<string>;
  get(service: string, id: string): Promise<StoredFile | undefined>;
  /** @returns those that were really removed; unknown ids are passed over, so it can be repeated */
  remove(service: string, ids: readonly string[]): Promise<readonly string[]>;
}

/** What the gateway keeps for itself of a signing, for as long as it keeps the order. For the operator, not for customers. */
export interface Evidence {
  ofTask(service: string, orderId: string, taskId: string): Promise<readonly EvidenceFile[]>;
}
export type EvidenceFile = StoredFile & {
  /** `withheld`: somebody else signed than the order's subject. */
  readonly kind: "signed" | "withheld";
  readonly documentId?: string;
  readonly signer?: string;
  readonly method?: string;
};

/** What the signing pages do: one person's way through one task. */
export interface Sittings {
  /** The task as it stands now; expired, deleted, disabled or foreign ones say so and give no document. */
  look(service: string, orderId: string, taskId: string): Promise<TaskLook>;
  /** True for exactly one caller, within 30 seconds of its making, for this task (or user session) alone. */
  consumeArtifact(
    service: string,
    target: { readonly orderId: string; readonly taskId: string } | { readonly sessionId: string },
    artifact: string,
  ): Promise<boolean>;
  /** The bytes to read and sign, of a task that is open. They never change once the order is made, an upload once it is there. */
  read(service: string, orderId: string, taskId: string, documentId: string): Promise<StoredFile | undefined>;
  record(service: string, orderId: string, taskId: string, event: SittingEvent): Promise<void>;
  /** The person's own file, for a document they are to supply. */
  upload(service: string, orderId: string, taskId: string, documentId: string, file: StoredFile): Promise<void>;
  /**
   * Ends the task as completed, in one transaction: results, their evidence, events, notifications, packaging. `task-completed` is
   * written here, after the events that are given. False: it was no longer open, or waits for another, and nothing was written.
   *
   * @throws SigningError for a result that the task did not ask for, or a document that is missing and not optional
   */
  complete(service: string, orderId: string, taskId: string, outcome: TaskOutcome): Promise<boolean>;
  /** The person refuses. False: it was no longer open. */
  reject(service: string, orderId: string, taskId: string, reason?: string): Promise<boolean>;
  /**
   * Somebody else signed than the order's subject: what was signed is kept as evidence and delivered to nobody, event `error`; the
   * third time the task ends as rejected.
   */
  withhold(
    service: string,
    orderId: string,
    taskId: string,
    withheld: { readonly evidence: StoredFile; readonly reason: string },
  ): Promise<"open" | "rejected">;
}
export type TaskLook =
  | { readonly kind: "unknown" }
  | {
      readonly kind: "over";
      readonly status: "completed" | "rejected" | "expired" | "deleted" | "failed";
      readonly order: Order;
      readonly task: TaskRequest;
    }
  | { readonly kind: "waiting"; readonly order: Order; readonly task: TaskRequest; readonly for: readonly string[] } // tasks that must be done first
  | { readonly kind: "unfit"; readonly order: Order; readonly task: TaskRequest } // another's result is not what a method could sign; its history says why
  | {
      readonly kind: "open";
      readonly order: Order;
      readonly task: TaskRequest;
      readonly subjectNationalId?: NationalId;
      readonly documents: readonly TaskDocument[];
    };
/** A document of a task, in the order it is to be shown. */
export type TaskDocument = {
  readonly id: string;
  readonly action: "sign" | "view" | "upload";
  readonly optional: boolean;
  readonly description: string;
  readonly dialog?: Dialog; // what the customer says above it
  readonly mediaType?: string; // absent: not there yet, an upload or another task's result
  readonly sha256?: Uint8Array;
  readonly bytes?: number;
  readonly stylesheet?: string; // of an XML document
  readonly stylesheetName?: string; // as the document named it
  readonly signTextEntry?: string;
};
export type SittingEvent = {
  readonly event: EventType;
  readonly data?: string;
  readonly ip?: string;
  readonly userAgent?: string;
};
export type TaskOutcome = {
  /** One for each document that was signed; a skipped optional document has none. */
  readonly results: readonly TaskResult[];
  readonly events: readonly SittingEvent[];
};
export type TaskResult = {
  readonly documentId: string;
  readonly file: StoredFile; // what the customer fetches
  readonly evidence: StoredFile; // what the gateway keeps: the LTV-SDO, whatever was delivered
  readonly signer: Pick<Identity, "subject" | "name">;
  readonly method: string;
};
