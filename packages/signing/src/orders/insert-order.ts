/** Writing an order that has passed every rule: one transaction for all orders of a call. */
import type { TableParts } from "@eid-gateway/storage";
import { type GatheredDocument, notFound } from "../documents/gather-documents.js";
import type { Order, OrderRequest } from "../model/order.js";
import { insertEvents } from "../tables/event-rows.js";
import { holdBlob, insertFile, openFileRow } from "../tables/file-rows.js";
import { fileKey, orderKey } from "../tables/keys.js";
import { insertOrder } from "../tables/order-rows.js";
import { insertTasks } from "../tables/task-rows.js";
import { withoutBytes } from "./bytes.js";
import type { Life } from "./life.js";

export type NewOrder = {
  readonly id: string;
  readonly request: OrderRequest;
  readonly documents: readonly GatheredDocument[];
  readonly life: Life;
};

export async function writeOrder(parts: TableParts, service: string, made: NewOrder): Promise<Order> {
  const { id, request, documents, life } = made;
  const order = { ...withoutBytes(request), id, service, created: new Date(parts.now()) };
  const name = { service, orderId: id };
  const kept = { key: orderKey(parts, name), expires: life.expires };
  // First what may still fail: an upload that somebody deletes at this moment.
  for (const document of documents.toSorted(byHolder)) await keepDocument(parts, service, id, kept, document);
  await insertOrder(parts, { order, disabled: [] }, life.expires);
  await insertTasks(parts, name, kept, life.tasks);
  await insertEvents(parts, kept, [{ event: "request-created", task: null }]);
  return order;
}

/** Two orders that use the same uploads take hold of them in the same order, so that neither waits for the other for ever. */
function byHolder(one: GatheredDocument, other: GatheredDocument): number {
  return Buffer.compare(one.held?.key ?? NOBODY, other.held?.key ?? NOBODY);
}
const NOBODY = new Uint8Array();

type Kept = { readonly key: Uint8Array; readonly expires: number };

export async function keepDocument(
  parts: TableParts,
  service: string,
  orderId: string,
  order: Kept,
  gathered: GatheredDocument,
): Promise<void> {
  const { document, owner, mediaType, stylesheet, data } = gathered;
  const key = fileKey(parts, "original", service, orderId, owner, document.id);
  const holder = { key, kind: "original", order: order.key, expires: order.expires } as const;
  const task = owner === "" ? {} : { taskId: owner };
  const archived = document.kind === "archive" ? { archiveId: document.archiveId } : {};
  const notes = { mediaType, id: document.id, ...task, ...archived, ...(stylesheet !== undefined && { stylesheet }) };
  if (data) await insertFile(parts, holder, notes, data);
  else await holdBlob(parts, holder, notes, await claim(parts, gathered, order.expires));
}

/**
 * Takes hold of a stored file: from here to the end of the transaction it can be neither deleted nor purged. An upload then lives as
 * long as the longest order it is used in.
 */
async function claim(parts: TableParts, gathered: GatheredDocument, until: number) {
  const at = parts.now();
  const row = await parts.db
    .updateTable("signing_files")
    .set(({ eb, ref }) => ({
      expires: eb.case().when("expires", "<", until).then(until).else(ref("expires")).end(),
    }))
    .where("id", "=", gathered.held!.key)
    .where((is) => is.or([is("expires", "is", null), is("expires", ">", at)]))
    .returning(["id", "order_id", "kind", "blob", "sealed", "key_id"])
    .executeTakeFirst();
  if (!row) throw notFound(gathered);
  return openFileRow(parts, row);
}
