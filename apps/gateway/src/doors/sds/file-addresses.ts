/** Where customers' servers fetch files. Their clients build some of these by themselves: they are part of the contract. */
interface DocumentName {
  readonly orderId: string;
  readonly taskId: string;
  readonly documentId: string;
}
export interface FileAddresses {
  /** @param archiveId of what was sent to the archive: it is fetched from there */
  original(service: string, document: DocumentName, archiveId?: string): string;
  result(service: string, document: DocumentName, archiveId?: string): string;
  packaged(service: string, orderId: string, packagingTaskId: string, archiveId?: string): string;
  session(service: string, id: string): string;
  archived(service: string, id: string): string;
}

/** @param origin public: "https://id.example.dk" */
export function fileAddresses(origin: string): FileAddresses {
  const at = (service: string, ...path: readonly string[]) =>
    [`${origin}/doc`, ...[service, ...path].map(encodeURIComponent)].join("/");
  const archived = (service: string, id: string) => at(service, "archive", id);
  const ofOrder = (service: string, { orderId, taskId, documentId }: DocumentName, end: string) =>
    at(service, "order", orderId, taskId, documentId, end);
  return {
    original: (service, name, id) => (id ? archived(service, id) : ofOrder(service, name, "original")),
    result: (service, name, id) => (id ? archived(service, id) : ofOrder(service, name, "sdo")),
    packaged: (service, orderId, packagingTaskId, id) =>
      id ? archived(service, id) : at(service, "order", orderId, "packaging", packagingTaskId),
    session: (service, id) => at(service, "sds", id),
    archived,
  };
}
