import type { OrderRow, TableParts, Workbench } from "@eid-gateway/storage";
import type { Order } from "../model/order.js";
import { SigningError } from "../signing-error.js";
import { packDates, unpackDates } from "./dates.js";
import { type OrderName, orderKey } from "./keys.js";

/** What is kept of an order besides the states of its tasks. */
export type OrderBody = {
  readonly order: Order;
  readonly disabled: readonly string[]; // notifications: "owner/id"
};
export type KeptOrder = OrderBody & {
  readonly key: Uint8Array;
  readonly expires: number;
  readonly deleted: boolean;
};

export async function insertOrder(parts: TableParts, body: OrderBody, expires: number): Promise<void> {
  const { service, id: orderId, created } = body.order;
  const bound = { id: orderKey(parts, { service, orderId }), service };
  const times = { created: created.getTime(), updated: created.getTime(), deleted: null, expires };
  await parts.db
    .insertInto("signing_orders")
    .values({ ...bound, ...times, ...parts.sealer.seal("signing_orders", bound, packDates(body)) })
    .execute();
}

export async function readOrder(parts: TableParts, name: OrderName): Promise<KeptOrder | undefined> {
  const row = await parts.db
    .selectFrom("signing_orders")
    .select(["id", "service", "sealed", "key_id", "expires", "deleted"])
    .where("id", "=", orderKey(parts, name))
    .where("expires", ">", parts.now())
    .executeTakeFirst();
  return row && openOrder(parts, row);
}

/**
 * Runs a change of one order: whole or not at all, and one after the other. The first statement writes the order's row, so that
 * on PostgreSQL another node's change of the same order waits here, and then sees what this one has done.
 *
 * @throws SigningError `unknown-request`, `order-deleted`
 */
export function changeOrder<Result>(
  bench: Workbench,
  name: OrderName,
  change: (parts: TableParts, order: KeptOrder) => Promise<Result>,
): Promise<Result> {
  return bench.transaction(async (parts) => {
    const row = await parts.db
      .updateTable("signing_orders")
      .set({ updated: parts.now() })
      .where("id", "=", orderKey(parts, name))
      .where("expires", ">", parts.now())
      .returning(["id", "service", "sealed", "key_id", "expires", "deleted"])
      .executeTakeFirst();
    if (!row) throw unknownOrder();
    if (row.deleted !== null) throw new SigningError("order-deleted", "the order has been deleted");
    return change(parts, openOrder(parts, row));
  });
}

export function unknownOrder(): SigningError {
  return new SigningError("unknown-request", "there is no such order");
}

export async function saveOrder(parts: TableParts, kept: KeptOrder, body: OrderBody): Promise<void> {
  const bound = { id: kept.key, service: kept.order.service };
  await parts.db
    .updateTable("signing_orders")
    .set(parts.sealer.seal("signing_orders", bound, packDates(body)))
    .where("id", "=", kept.key)
    .execute();
}

export function openOrder(parts: TableParts, row: Omit<OrderRow, "created" | "updated">): KeptOrder {
  const body = unpackDates<OrderBody>(parts.sealer.open("signing_orders", row));
  return { ...body, key: row.id, expires: row.expires, deleted: row.deleted !== null };
}
