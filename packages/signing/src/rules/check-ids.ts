import type { OrderRequest } from "../model/order.js";
import type { SigningErrorCode } from "../signing-error.js";
import { eachTask, type Place, quote, type Rule, refuse } from "./rule.js";

const MOST_CHARACTERS = 255;
/** Ids go into addresses, e-mails and logs of customers. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u;

/** The ids that callers choose can be told apart and written anywhere. */
export const checkIds: Rule = (order) => {
  unique(order.tasks, "duplicate-task-id", ["tasks"]);
  unique(order.documents, "duplicate-document-id", ["documents"]);
  unique(order.subjects, "duplicate-subject-id", ["subjects"]);
  unique(order.notifications, "duplicate-notification-id", ["notifications"]);
  unique(order.packagingTasks, "duplicate-task-id", ["packagingTasks"]);
  for (const [index, packaging] of order.packagingTasks.entries())
    unique(packaging.notifications, "duplicate-notification-id", ["packagingTasks", index, "notifications"]);
  eachTask(order, (task, place) => {
    unique(task.notifications, "duplicate-notification-id", [...place, "notifications"]);
    unique(actedOn(order, task), "duplicate-document-id", [...place, "documentActions"]);
  });
};

type Named = { readonly id?: string };

function unique(list: readonly Named[], code: SigningErrorCode, place: Place): void {
  const seen = new Set<string>();
  for (const [index, { id }] of list.entries()) {
    if (id === undefined) continue;
    checkId(id, [...place, index, "id"]);
    if (seen.has(id)) refuse(code, `the id ${quote(id)} is used twice`, [...place, index, "id"]);
    seen.add(id);
  }
}

function checkId(id: string, place: Place): void {
  const fits = id.length > 0 && id.length <= MOST_CHARACTERS && !CONTROL.test(id);
  // As a part of an address these mean another place.
  if (fits && id !== "." && id !== "..") return;
  refuse("invalid-value", `an id has 1 to ${MOST_CHARACTERS} printable characters, and is not "." or ".."`, place);
}

/** A task's results are told apart by their documents: none twice, and its own have no id of the order's. */
function actedOn(order: OrderRequest, task: OrderRequest["tasks"][number]): readonly Named[] {
  const shared = new Set(order.documents.map(({ id }) => id));
  return task.documentActions.flatMap(({ documentRef, document }) => {
    if (documentRef !== undefined) return [{ id: documentRef }];
    if (document?.id === undefined) return [];
    const clash = document.kind !== "base" && shared.has(document.id);
    return clash ? [{ id: document.id }, { id: document.id }] : [{ id: document.id }];
  });
}
