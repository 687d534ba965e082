/** What rows are found by. */
import type { TableParts } from "@eid-gateway/storage";

type Lookup = Pick<TableParts, "lookup">;
export type OrderName = { readonly service: string; readonly orderId: string };
export type TaskName = OrderName & { readonly taskId: string };

export function orderKey({ lookup }: Lookup, { service, orderId }: OrderName): Uint8Array {
  return lookup("signing order", service, orderId);
}

export function taskKey({ lookup }: Lookup, { service, orderId, taskId }: TaskName): Uint8Array {
  return lookup("signing task", service, orderId, taskId);
}

export type FileKind = "upload" | "archive" | "original" | "result" | "evidence" | "withheld" | "package";

/** @param names of an upload or archived file its id; of an order's: order, task ("" for the order's own documents) and document */
export function fileKey({ lookup }: Lookup, kind: FileKind, service: string, ...names: readonly string[]): Uint8Array {
  return lookup("signing file", kind, service, ...names);
}

/** The notification, or packaging task, that a chore is about. `owner`: a task's id, a packaging task's, or "". */
export function choreSubject({ lookup }: Lookup, { service, orderId }: OrderName, ...names: readonly string[]) {
  return lookup("signing chore", service, orderId, ...names);
}

/** A key as what a Map compares. */
export function hex(key: Uint8Array): string {
  return Buffer.from(key).toString("hex");
}
