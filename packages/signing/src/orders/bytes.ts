/** Provided documents bring their bytes in the order. They are kept as files, and put back when the order is read. */
import type { DocumentSource } from "../model/document.js";
import type { Order, OrderRequest, TaskRequest } from "../model/order.js";

type MapDocument = (document: DocumentSource, owner: string) => DocumentSource;

export function withoutBytes(order: OrderRequest): OrderRequest {
  return mapDocuments(order, (document) => {
    if (document.kind !== "provided") return document;
    const { data: _, ...rest } = document;
    return rest;
  });
}

export async function withBytes(
  order: Order,
  read: (owner: string, documentId: string) => Promise<Uint8Array | undefined>,
): Promise<Order> {
  const found = new Map<DocumentSource, Uint8Array>();
  const wanted: Promise<void>[] = [];
  mapDocuments(order, (document, owner) => {
    if (document.kind === "provided")
      wanted.push(read(owner, document.id!).then((data) => void (data && found.set(document, data))));
    return document;
  });
  await Promise.all(wanted);
  const filled = mapDocuments(order, (document) => {
    const data = found.get(document);
    return data && document.kind === "provided" ? { ...document, data } : document;
  });
  return { ...order, ...filled };
}

function mapDocuments(order: OrderRequest, map: MapDocument): OrderRequest {
  return {
    ...order,
    documents: order.documents.map((document) => map(document, "")),
    tasks: order.tasks.map((task) => mapOwn(task, map)),
  };
}

function mapOwn(task: TaskRequest, map: MapDocument): TaskRequest {
  const documentActions = task.documentActions.map((action) =>
    action.document ? { ...action, document: map(action.document, task.id) } : action,
  );
  return { ...task, documentActions };
}
