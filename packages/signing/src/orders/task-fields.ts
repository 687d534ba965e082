/** A task as a search sees it: one row, with its first document; a criterion on documents is met by any of them. */
import type { TableParts } from "@eid-gateway/storage";
import { sourceKey, usesOf } from "../documents/uses.js";
import type { Order } from "../model/order.js";
import type { TaskFilter, TaskFilterField, TaskInfo } from "../model/status.js";
import { SigningError } from "../signing-error.js";
import { descriptionOf, subjectOf } from "../sittings/look.js";
import type { HeldFile } from "../tables/file-rows.js";
import { fileKey } from "../tables/keys.js";
import type { KeptTask } from "../tables/task-rows.js";

type Value = string | number | Date;
export type Searched = {
  readonly info: TaskInfo;
  readonly fields: Readonly<Record<TaskFilterField, readonly Value[]>>;
};
type FindFile = (key: Uint8Array) => HeldFile | undefined;

export function fieldsOf(parts: TableParts, order: Order, task: KeptTask, findFile: FindFile): Searched {
  const name = { service: order.service, orderId: order.id };
  const request = order.tasks.find(({ id }) => id === task.id);
  const documents = (request ? usesOf(order, request) : []).map((use) => {
    const result = findFile(fileKey(parts, "result", name.service, name.orderId, task.id, use.document.id));
    const original = findFile(sourceKey(parts, name, use));
    return { use, result, original };
  });
  const subject = request && subjectOf(order, request);
  const some = (...values: readonly (Value | undefined)[]) => values.filter((value) => value !== undefined);
  const fields: Searched["fields"] = {
    id: [`${order.id}:${task.id}`],
    "request-id": [order.id],
    "task-id": [task.id],
    "document-id": documents.map(({ use }) => use.document.id),
    "archive-id": some(...documents.flatMap(({ result, original }) => [result?.archiveId, original?.archiveId])),
    account: some(order.account),
    language: some(request?.language ?? order.language),
    "task-state": [task.status],
    "document-description": documents.map(({ use }) => descriptionOf(use.document)),
    "mime-type": some(...documents.map(({ original }) => original?.mediaType)),
    "subject-first-name": some(subject?.firstName),
    "subject-last-name": some(subject?.lastName),
    "subject-email": some(subject?.email),
    "subject-national-id": some(subject?.nationalId?.reveal()),
    "subject-mobile": some(subject?.mobile),
    "authentication-type": request?.authentication?.methods ?? [],
    created: [new Date(task.created)],
    "last-updated": [new Date(task.updated)],
    signer: some(...documents.map(({ result }) => result?.signer)),
    "sender-unique-id": some(order.sender?.uniqueId),
    "client-reference": some(order.clientReference),
    "client-status": some(task.clientStatus),
    "days-to-live": some(request?.daysToLive),
  };
  return { info: infoOf(task, fields), fields };
}

function infoOf(task: KeptTask, fields: Searched["fields"]): TaskInfo {
  const text = (field: TaskFilterField) => fields[field][0] as string | undefined;
  const optional = {
    documentId: text("document-id"),
    archiveId: text("archive-id"),
    account: text("account"),
    language: text("language"),
    documentDescription: text("document-description"),
    mediaType: text("mime-type"),
    subjectFirstName: text("subject-first-name"),
    subjectLastName: text("subject-last-name"),
    subjectEmail: text("subject-email"),
    subjectNationalId: text("subject-national-id"),
    subjectMobile: text("subject-mobile"),
    authenticationType: text("authentication-type"),
    signer: text("signer"),
    senderUniqueId: text("sender-unique-id"),
    clientReference: text("client-reference"),
    clientStatus: text("client-status"),
    daysToLive: fields["days-to-live"][0] as number | undefined,
  };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  const times = { created: new Date(task.created), lastUpdated: new Date(task.updated) };
  return { orderId: text("request-id")!, taskId: task.id, status: task.status, ...times, ...present };
}

type Criterion = TaskFilter["criteria"][number];

/** A field without a value equals nothing, and so differs from everything. */
export function fits({ fields }: Searched, criterion: Criterion): boolean {
  const { field, operator } = criterion;
  if (operator === "not-equals") return !fits({ fields } as Searched, { ...criterion, operator: "equals" });
  return fields[field].some((value) => holds(value, criterion));
}

function holds(value: Value, { field, operator, value: sought, caseSensitive }: Criterion): boolean {
  const fold = (text: string) => (caseSensitive ? text : text.toLowerCase());
  if (operator === "contains") return fold(textOf(value)).includes(fold(sought));
  const order =
    typeof value === "string"
      ? compareTexts(fold(value), fold(sought))
      : Number(value) - numberOf(field, value, sought);
  return operator === "equals" ? order === 0 : operator === "less-than" ? order < 0 : order > 0;
}

function numberOf(field: TaskFilterField, like: number | Date, sought: string): number {
  const number = like instanceof Date ? Date.parse(sought) : Number(sought);
  if (!Number.isNaN(number) && sought.trim() !== "") return number;
  const message = `${field} is compared with ${like instanceof Date ? "a time, as 2023-06-01T12:00:00Z" : "a number"}`;
  throw new SigningError("invalid-value", message, { place: ["filter"] });
}

function textOf(value: Value): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Rows without a value stand last, whichever way the others go. */
export function compareBy(field: TaskFilterField, ascending: boolean): (one: Searched, other: Searched) => number {
  return (one, other) => {
    const [a, b] = [one.fields[field][0], other.fields[field][0]];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    const order = typeof a === "string" ? compareTexts(a, String(b)) : Number(a) - Number(b);
    return ascending ? order : -order;
  };
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
