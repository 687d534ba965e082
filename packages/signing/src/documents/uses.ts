/** Which documents a task is about, and where their bytes are. */
import type { TableParts } from "@eid-gateway/storage";
import type { DocumentAction, DocumentSource } from "../model/document.js";
import type { OrderRequest, PackagingTaskRequest, TaskRequest } from "../model/order.js";
import { fileKey, type OrderName } from "../tables/keys.js";

/** An action with the document it is about, wherever that was written down. */
export type DocumentUse = {
  readonly action: DocumentAction;
  readonly document: NamedDocument;
  readonly owner: string; // the task whose own document it is; "": the order's
};
export type NamedDocument = DocumentSource & { readonly id: string };

/** In the order in which they are to be shown. Actions whose document is not there are left out: rules refuse them. */
export function usesOf(order: OrderRequest, task: TaskRequest): readonly DocumentUse[] {
  const uses = task.documentActions.map((action) => useOf(order, task, action)).filter((use) => use !== undefined);
  return uses.sort((one, other) => (one.action.orderIndex ?? 0) - (other.action.orderIndex ?? 0));
}

export function useOf(order: OrderRequest, task: TaskRequest, action: DocumentAction): DocumentUse | undefined {
  const own = action.document;
  const sought = action.documentRef ?? (own?.kind === "base" ? own.id : undefined);
  const shared = order.documents.find(({ id }) => id !== undefined && id === sought);
  if (shared) return { action, document: { ...shared, id: shared.id! }, owner: "" };
  return own?.id === undefined ? undefined : { action, document: { ...own, id: own.id }, owner: task.id };
}

/** Where the bytes lie that a person reads: another task's result, a package, or the order's own file. */
export function sourceKey(parts: Pick<TableParts, "lookup">, { service, orderId }: OrderName, use: DocumentUse) {
  const { document, owner } = use;
  if (document.kind === "result")
    return fileKey(parts, "result", service, orderId, document.taskId, document.documentId);
  if (document.kind === "packaging-result")
    return fileKey(parts, "package", service, orderId, document.packagingTaskId);
  return fileKey(parts, "original", service, orderId, owner, document.id);
}

/** The results that go into a package. A document without a task's name: of every task that signs it. */
export function packageSources(order: OrderRequest, packaging: PackagingTaskRequest) {
  return packaging.documents.flatMap(({ taskId, documentId }) =>
    order.tasks
      .filter((task) => taskId === undefined || task.id === taskId)
      .filter((task) => isMadeBy(order, task, documentId))
      .map((task) => ({ taskId: task.id, documentId })),
  );
}

/** That the task ends with a result of this document. */
export function isMadeBy(order: OrderRequest, task: TaskRequest, documentId: string): boolean {
  return usesOf(order, task).some(({ document, action }) => document.id === documentId && action.type === "sign");
}

/** The tasks that must be completed before this one: named, or because their results are read in it. */
export function prerequisites(order: OrderRequest, task: TaskRequest): readonly string[] {
  const read = usesOf(order, task).flatMap(({ document }) => {
    if (document.kind === "result") return [document.taskId];
    if (document.kind !== "packaging-result") return [];
    const packaging = order.packagingTasks.find(({ id }) => id === document.packagingTaskId);
    return packaging ? packageSources(order, packaging).map(({ taskId }) => taskId) : [];
  });
  return [...new Set([...task.dependsOnTasks, ...read])];
}
