import type { DocumentSource } from "../model/document.js";
import type { OrderRequest, TaskRequest } from "../model/order.js";

/** Gives documents that came without an id one that no other document of the order has: results are fetched by it. */
export function nameDocuments(order: OrderRequest): OrderRequest {
  const taken = new Set(allDocuments(order).map(({ id }) => id));
  let last = 0;
  function named(document: DocumentSource): DocumentSource {
    if (document.id !== undefined) return document;
    do last++;
    while (taken.has(`document-${last}`));
    return { ...document, id: `document-${last}` };
  }
  const namedTask = (task: TaskRequest): TaskRequest => ({
    ...task,
    documentActions: task.documentActions.map((action) =>
      action.document ? { ...action, document: named(action.document) } : action,
    ),
  });
  return { ...order, documents: order.documents.map(named), tasks: order.tasks.map(namedTask) };
}

export function allDocuments(order: OrderRequest): readonly DocumentSource[] {
  const own = order.tasks.flatMap(({ documentActions }) => documentActions.map(({ document }) => document));
  return [...order.documents, ...own].filter((document) => document !== undefined);
}
