import { isMadeBy, useOf } from "../documents/uses.js";
import type { DocumentAction, DocumentSource } from "../model/document.js";
import type { OrderRequest, TaskRequest } from "../model/order.js";
import { eachTask, type Place, quote, type Rule, refuse } from "./rule.js";

/** What is named is there: subjects, documents, tasks, packages. */
export const checkReferences: Rule = (order) => {
  for (const [index, document] of order.documents.entries()) checkOrigin(order, document, ["documents", index]);
  eachTask(order, (task, place) => {
    checkSubject(order, task, place);
    for (const [index, id] of task.dependsOnTasks.entries()) checkTask(order, id, [...place, "dependsOnTasks", index]);
    for (const [index, action] of task.documentActions.entries())
      checkAction(order, task, action, [...place, "documentActions", index]);
  });
};

function checkSubject({ subjects }: OrderRequest, { subject, subjectRef }: TaskRequest, place: Place): void {
  if (subjectRef === undefined) return;
  if (subject) refuse("invalid-value", "a task has a subject of its own or names one of the order's, not both", place);
  if (subjects.some(({ id }) => id === subjectRef)) return;
  refuse("subject-ref-unresolved", `the order has no subject ${quote(subjectRef)}`, [...place, "subjectRef"]);
}

function checkTask({ tasks }: OrderRequest, id: string, place: Place): void {
  if (!tasks.some((task) => task.id === id)) refuse("task-ref-unresolved", `the order has no task ${quote(id)}`, place);
}

function checkAction(order: OrderRequest, task: TaskRequest, action: DocumentAction, place: Place): void {
  const { documentRef, document, type } = action;
  if ((documentRef === undefined) === (document === undefined))
    refuse(
      "invalid-value",
      "an action names a document of the order or has one of its own: exactly one of them",
      place,
    );
  const use = useOf(order, task, action);
  if (!use) refuse("document-ref-unresolved", `the order has no document ${quote(documentRef ?? "")}`, place);
  if (document && document.kind !== "base") checkOrigin(order, document, [...place, "document"]);
  const { kind } = use.document;
  if (type === "upload" && kind !== "upload" && kind !== "base")
    refuse("invalid-value", "an upload action needs an upload-document: this one is there already", place);
  if (type !== "upload" && kind === "base")
    refuse(
      "document-ref-unresolved",
      "the document has neither bytes nor a source, and no other of the order has its id",
      place,
    );
}

/** A result that is read must come to be. */
function checkOrigin(order: OrderRequest, document: DocumentSource, place: Place): void {
  if (document.kind === "result") {
    checkTask(order, document.taskId, [...place, "taskId"]);
    const task = order.tasks.find(({ id }) => id === document.taskId)!;
    if (isMadeBy(order, task, document.documentId)) return;
    const message = `task ${quote(task.id)} signs no document ${quote(document.documentId)}`;
    refuse("document-ref-unresolved", message, [...place, "documentId"]);
  }
  if (document.kind !== "packaging-result") return;
  if (order.packagingTasks.some(({ id }) => id === document.packagingTaskId)) return;
  const message = `the order has no packaging task ${quote(document.packagingTaskId)}`;
  refuse("task-ref-unresolved", message, [...place, "packagingTaskId"]);
}
