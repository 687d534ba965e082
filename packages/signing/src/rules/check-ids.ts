import type { OrderRequest, TaskRequest } from "../model/order.js";
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
    unique(actedOn(task), "duplicate-document-id", [...place, "documentActions"]);
    checkOwnDocuments(order, task, [...place, "documentActions"]);
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

/** A task's results are told apart by their documents: none is acted on twice. */
function actedOn({ documentActions }: TaskRequest): readonly Named[] {
  return documentActions.map(({ documentRef, document }) => {
    const id = documentRef ?? document?.id;
    return id === undefined ? {} : { id };
  });
}

/** A bare one stands for the order's document of that id; any other is a second one. */
function checkOwnDocuments({ documents }: OrderRequest, { documentActions }: TaskRequest, place: Place): void {
  for (const [index, { document, documentRef }] of documentActions.entries()) {
    if (documentRef !== undefined || document === undefined || document.kind === "base") continue;
    if (document.id === undefined || !documents.some(({ id }) => id === document.id)) continue;
    const message = `the id ${quote(document.id)} is that of a document of the order`;
    refuse("duplicate-document-id", message, [...place, index, "document", "id"]);
  }
}
