import type { Signing, StoredFile } from "@eid-gateway/signing";
import type { DocumentId } from "./document-id.js";
import { PackagingRefused } from "./package-maker.js";

export interface FindParts {
  readonly signing: Pick<Signing, "orders" | "files" | "archive">;
  /** Public: addresses that the gateway itself gave out begin with it. */
  readonly origin: string;
}

/** The file that is meant, wherever it is. @throws PackagingRefused */
export async function findDocument(service: string, id: DocumentId, parts: FindParts): Promise<StoredFile> {
  const places = Object.values(id).filter((place) => place !== undefined);
  if (places.length !== 1) throw new PackagingRefused("document-not-found", "name each document in exactly one way");
  const found = await lookUp(service, id, parts);
  if (!found) throw new PackagingRefused("document-not-found", "a document is not there, or not yet");
  return found;
}

async function lookUp(service: string, id: DocumentId, parts: FindParts): Promise<StoredFile | undefined> {
  const { orders, files, archive } = parts.signing;
  const { "archive-document-id": archived, "sds-document-id": session, "order-document-id": ofOrder } = id;
  if (archived) return archive.get(service, archived.id);
  if (session) return files.get(service, session.id);
  if (ofOrder) {
    const { "request-id": orderId, "document-id": documentId, type } = ofOrder;
    const taskId = ofOrder["task-id"] ?? (await onlyTask(service, orderId, parts));
    if (taskId === undefined) return undefined;
    return type === "source"
      ? orders.original(service, orderId, taskId, documentId)
      : orders.result(service, orderId, taskId, documentId);
  }
  return lookUpAddress(service, id["uri-document-id"]!, parts);
}

async function onlyTask(service: string, orderId: string, { signing }: FindParts): Promise<string | undefined> {
  const tasks = (await signing.orders.find(service, orderId))?.tasks ?? [];
  if (tasks.length > 1) throw new PackagingRefused("document-not-found", "the order has several tasks: name one");
  return tasks[0]?.id;
}

/** An address that `getStatus` gave. It is read, never fetched: what it names is in our own database. */
async function lookUpAddress(service: string, address: string, parts: FindParts): Promise<StoredFile | undefined> {
  const own = `${parts.origin}/doc/${encodeURIComponent(service)}/`;
  if (!address.startsWith(own)) throw new PackagingRefused("document-not-found", "an address is not one of yours here");
  const [kind, first, ...rest] = address.slice(own.length).split("/").map(decode);
  const { orders, files, archive } = parts.signing;
  if (first === undefined) return undefined;
  if (kind === "archive" && rest.length === 0) return archive.get(service, first);
  if (kind === "sds" && rest.length === 0) return files.get(service, first);
  const [second, third, end, ...more] = rest;
  if (kind !== "order" || second === undefined || third === undefined || more.length > 0) return undefined;
  if (end === undefined && second === "packaging") return orders.packagingResult(service, first, third);
  if (end === "sdo") return orders.result(service, first, second, third);
  return end === "original" ? orders.original(service, first, second, third) : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new PackagingRefused("document-not-found", "an address is not one of yours here");
  }
}
