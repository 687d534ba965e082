/**
 * DocumentService v3, as its clients know it: every element and type of the original definition, in its order, under its names. It
 * is always the revision of 2018 that is published and read; whether what that added is also sent, the customer's configuration says.
 */
import {
  anyType,
  base64Binary,
  boolean,
  dateTime,
  enumeration,
  int,
  integer,
  string,
} from "../soap/schema/simple-types.js";
import {
  any,
  attribute,
  complex,
  extend,
  one,
  oneOf,
  optional,
  required,
  some,
  textual,
} from "../soap/schema/types.js";

const NIL = { nillable: true };

const taskStatus = enumeration("task-status", [
  "created",
  "completed",
  "rejected",
  "expired",
  "deleted",
  "failed", // 2018
]);
const documentActionType = enumeration("document-action-type", ["sign", "view", "upload"]);
const notificationType = enumeration("notification-type", ["SMS", "EMAIL", "URL"]);
const packagingTaskStatus = enumeration("packaging-task-status", ["created", "failed", "completed"]);
const logicalOperator = enumeration("logical-operator", [
  "equals",
  "not-equals",
  "contains",
  "less-than",
  "greater-than",
]);
export const taskFilterField = enumeration("task-filter-field", [
  "id",
  "request-id",
  "task-id",
  "document-id",
  "archive-id",
  "account",
  "language",
  "task-state",
  "document-description",
  "mime-type",
  "subject-first-name",
  "subject-last-name",
  "subject-email",
  "subject-national-id",
  "subject-mobile",
  "authentication-type",
  "created",
  "last-updated",
  "signer",
  "sender-unique-id",
  "client-reference",
  "client-status",
  "days-to-live",
]);
export const eventType = enumeration("event-type", [
  "request-created",
  "notification-sent",
  "task-started",
  "task-rejected",
  "task-completed",
  "error",
  "document-uploaded",
  "document-signed",
  "document-viewed",
  "document-sign-cancelled",
  "document-deleted",
  "user-authenticated",
  "user-authentication-cancelled",
  "packaging-task-created", // 2018, and the two below
  "packaging-task-completed",
  "packaging-task-failed",
]);

const formParam = complex("form-param", {}, { name: required(string), value: required(string) });
const form = complex("form", { "input-param": any(formParam) }, { id: required(string) });

const baseDocument = complex(
  "document",
  { "external-reference": optional(string), form: optional(form), "sign-text-entry": optional(string) },
  { id: attribute(string) },
);
const description = { description: one(string) };
const sendToArchive = { "send-to-archive": attribute(boolean) };
export const document = oneOf(baseDocument, [
  extend(baseDocument, "sds-document", description, { "ref-sds-id": required(string), ...sendToArchive }),
  extend(
    baseDocument,
    "provided-document",
    { data: optional(base64Binary), ...description },
    { "mime-type": required(string), ...sendToArchive },
  ),
  extend(baseDocument, "upload-document", description, sendToArchive),
  extend(baseDocument, "archive-document", {}, { "ref-archive-id": required(string) }),
  extend(baseDocument, "result-document", {}, { "ref-task-id": required(string), "ref-document-id": required(string) }),
  extend(baseDocument, "packaging-result-document", {}, { "ref-packaging-task-id": required(string) }),
]);

const subjectAttribute = complex("attribute", {}, { name: attribute(string), value: attribute(string) });
export const subject = complex(
  "subject",
  {
    "national-id": optional(string, { keepsEmpty: true }), // taken for none, it would be an order that anybody may sign
    "first-name": optional(string),
    "last-name": optional(string),
    mobile: optional(string),
    email: optional(string),
    username: optional(string),
    attribute: any(subjectAttribute, NIL),
  },
  { id: attribute(string) },
);
const sender = complex("sender", {
  "unique-id": one(string),
  "first-name": optional(string),
  "last-name": optional(string),
});

const dialog = complex("dialog", { title: optional(string), message: optional(string) });
export const documentAction = complex(
  "document-action",
  { dialog: optional(dialog), "document-ref": optional(string), document: optional(document) },
  {
    "order-index": attribute(int),
    type: required(documentActionType),
    optional: attribute(boolean),
    "send-result-to-archive": attribute(boolean),
  },
);

const wait = complex("wait", {}, { days: attribute(integer), hours: attribute(integer), minutes: attribute(integer) });
const schedule = complex("schedule", {
  "state-is": one(taskStatus),
  "wait-until": optional(dateTime),
  wait: optional(wait),
  "days-of-week": optional(string),
  "time-of-day": optional(string),
  timezone: optional(string),
});
export const notification = complex(
  "notification",
  {
    recipient: one(string),
    sender: optional(string),
    header: optional(string),
    message: one(string),
    schedule: any(schedule, NIL),
  },
  { type: required(notificationType), "notification-id": required(string) },
);

const authentication = complex(
  "authentication",
  { dialog: optional(dialog), method: some(string) },
  { artifact: attribute(boolean) },
);
const method = textual("method", string, { handwritten: attribute(boolean) });
const methods = { dialog: optional(dialog), method: some(method) };
const signature = complex("signature", methods, {
  "if-authentication": attribute(string),
  responsive: attribute(boolean),
});
const authenticationBasedSignature = complex("authentication-based-signature", methods, {
  "if-authentication": attribute(string),
});

export const task = complex(
  "task",
  {
    "subject-ref": optional(string),
    subject: optional(subject),
    "days-to-live": optional(int),
    dialog: optional(dialog),
    "document-action": some(documentAction),
    notification: any(notification, NIL),
    authentication: optional(authentication),
    "on-task-postpone": optional(string),
    "on-task-complete": optional(string),
    "on-task-cancel": optional(string),
    "depends-on-task": any(string),
    profile: optional(string),
    language: optional(string),
    configuration: optional(string),
    "sign-text": optional(string), // 2018
    signature: any(signature, NIL),
    "authentication-based-signature": any(authenticationBasedSignature),
  },
  { id: required(string), bundle: attribute(boolean) },
);

const packagingTaskDocument = complex(
  "packaging-task-document",
  {},
  { "task-id": attribute(string), "document-id": required(string) },
);
const packagingTask = complex(
  "packaging-task",
  { "packaging-notification": any(notification), "packaging-task-document": some(packagingTaskDocument) },
  { "packaging-task-id": required(string), method: required(string), ...sendToArchive },
);

export const request = complex("request", {
  profile: optional(string),
  language: optional(string),
  subject: any(subject, NIL),
  document: any(document, NIL),
  task: some(task),
  "client-reference": optional(string),
  sender: optional(sender),
  notification: any(notification, NIL),
  "days-until-deletion": optional(int),
  "sdo-format": optional(string, { default: "native" }),
  account: optional(string),
  "packaging-task": any(packagingTask),
});

const sessionTask = complex(
  "session-task-info",
  {},
  {
    "request-id": required(string),
    "task-id": required(string),
    order: required(integer),
    description: attribute(string),
  },
);
export const userSession = complex("user-session", {
  language: optional(string),
  "on-session-postpone": optional(string),
  "on-session-complete": optional(string),
  "on-session-cancel": optional(string),
  "session-task": some(sessionTask),
});

const criteria = complex("task-filter-criteria", {
  field: one(taskFilterField),
  value: one(anyType),
  operator: optional(logicalOperator, { default: "equals" }),
  "case-sensitive": optional(boolean, { default: "true" }),
});
export const taskFilter = complex("task-filter", {
  criteria: any(criteria, NIL),
  "from-date": optional(dateTime),
  "to-date": optional(dateTime),
});
export const taskInfo = complex(
  "task-info",
  {},
  {
    id: attribute(string),
    "request-id": attribute(string),
    "task-id": attribute(string),
    "document-id": attribute(string),
    "archive-id": attribute(string),
    account: attribute(string),
    language: attribute(string),
    "task-status": attribute(taskStatus),
    "document-description": attribute(string),
    "mime-type": attribute(string),
    "subject-first-name": attribute(string),
    "subject-last-name": attribute(string),
    "subject-email": attribute(string),
    "subject-national-id": attribute(string),
    "subject-mobile": attribute(string),
    created: attribute(dateTime),
    "last-updated": attribute(dateTime),
    signer: attribute(string),
    "sender-unique-id": attribute(string),
    "client-reference": attribute(string),
    "client-status": attribute(string),
    "days-to-live": attribute(integer),
  },
);

const documentStatus = complex(
  "document-status",
  { "original-uri": optional(string), "result-uri": optional(string), "form-output-param": any(formParam) },
  { id: required(string) },
);
export const taskStatusInfo = complex("task-status-info", {
  "request-id": one(string),
  "task-id": optional(string),
  "task-status": one(taskStatus),
  "client-reference": optional(string),
  "client-status": optional(string),
  "document-status": any(documentStatus),
});
const packagingDocumentStatus = complex(
  "packaging-document-status",
  { "result-uri": optional(string) },
  { id: required(string) },
);
export const packagingTaskStatusInfo = complex("packaging-task-status-info", {
  "request-id": one(string),
  "packaging-task-id": one(string),
  "packaging-task-status": one(packagingTaskStatus),
  "packaging-document-status": any(packagingDocumentStatus),
});
export const event = complex("event", { event: one(eventType), "event-time": one(dateTime), data: optional(string) });

/** Declared and used by nothing, in the original too; without it a .NET client regenerates differently. */
export const documentData = complex(
  "document-data",
  { "mime-type": one(string), data: one(base64Binary) },
  { "archive-id": attribute(string) },
);
