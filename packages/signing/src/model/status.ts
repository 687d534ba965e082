/** Where an order's tasks stand, and what has happened to them. */
export type TaskStatus = "created" | "completed" | "rejected" | "expired" | "deleted" | "failed";
export type PackagingStatus = "created" | "failed" | "completed";

export type TaskState = {
  readonly orderId: string;
  readonly taskId: string;
  readonly status: TaskStatus;
  readonly clientReference?: string;
  readonly clientStatus?: string;
  readonly documents: readonly DocumentState[]; // of a completed task
};
export type DocumentState = {
  readonly id: string;
  readonly hasOriginal: boolean;
  readonly originalArchiveId?: string;
  readonly hasResult: boolean;
  readonly resultArchiveId?: string;
};
export type PackagingState = {
  readonly orderId: string;
  readonly packagingTaskId: string;
  readonly status: PackagingStatus;
  readonly archiveId?: string;
};

export type EventType =
  | "request-created"
  | "notification-sent"
  | "task-started"
  | "task-rejected"
  | "task-completed"
  | "error"
  | "document-uploaded"
  | "document-signed"
  | "document-viewed"
  | "document-sign-cancelled"
  | "document-deleted"
  | "user-authenticated"
  | "user-authentication-cancelled"
  | "packaging-task-created"
  | "packaging-task-completed"
  | "packaging-task-failed";
export type TaskEvent = {
  readonly event: EventType;
  readonly at: Date;
  readonly data?: string;
  readonly ip?: string; // of whom it was recorded for: evidence, told to no customer
  readonly userAgent?: string;
};

/** One row of a search. */
export type TaskInfo = {
  readonly orderId: string;
  readonly taskId: string;
  readonly documentId?: string;
  readonly archiveId?: string;
  readonly account?: string;
  readonly language?: string;
  readonly status: TaskStatus;
  readonly documentDescription?: string;
  readonly mediaType?: string;
  readonly subjectFirstName?: string;
  readonly subjectLastName?: string;
  readonly subjectEmail?: string;
  readonly subjectNationalId?: string;
  readonly subjectMobile?: string;
  readonly authenticationType?: string;
  readonly created: Date;
  readonly lastUpdated: Date;
  readonly signer?: string;
  readonly senderUniqueId?: string;
  readonly clientReference?: string;
  readonly clientStatus?: string;
  readonly daysToLive?: number;
};
export type TaskFilterField =
  | "id"
  | "request-id"
  | "task-id"
  | "document-id"
  | "archive-id"
  | "account"
  | "language"
  | "task-state"
  | "document-description"
  | "mime-type"
  | "subject-first-name"
  | "subject-last-name"
  | "subject-email"
  | "subject-national-id"
  | "subject-mobile"
  | "authentication-type"
  | "created"
  | "last-updated"
  | "signer"
  | "sender-unique-id"
  | "client-reference"
  | "client-status"
  | "days-to-live";
export type TaskFilter = {
  readonly criteria: readonly {
    readonly field: TaskFilterField;
    readonly value: string;
    readonly operator: "equals" | "not-equals" | "contains" | "less-than" | "greater-than";
    readonly caseSensitive: boolean;
  }[];
  readonly from?: Date;
  readonly to?: Date;
};
