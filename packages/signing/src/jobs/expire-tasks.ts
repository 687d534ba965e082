import { noteExpired } from "../notify/note-expired.js";
import type { SigningPorts } from "../ports.js";
import { SigningError } from "../signing-error.js";
import type { OrderName } from "../tables/keys.js";
import { changeOrder, openOrder } from "../tables/order-rows.js";

const ORDERS_PER_TURN = 100;

/** Readers see a task as expired from the moment on; this writes it down, and tells those who wanted to know. */
export async function expireTasks(ports: SigningPorts): Promise<number> {
  let expired = 0;
  for (;;) {
    const orders = await findOverdue(ports);
    if (orders.length === 0) return expired;
    let noted = 0;
    for (const name of orders) noted += await expireOrder(ports, name);
    if (noted === 0) return expired; // another node is at the same ones
    expired += noted;
  }
}

async function findOverdue({ storage: { workbench } }: SigningPorts) {
  const rows = await workbench.db
    .selectFrom("signing_orders")
    .select(["id", "service", "sealed", "key_id", "expires", "deleted"])
    .where("expires", ">", workbench.now())
    .where("id", "in", (sub) =>
      sub
        .selectFrom("signing_tasks")
        .select("order_id")
        .where("status", "=", "created")
        .where("closes", "<=", workbench.now()),
    )
    .limit(ORDERS_PER_TURN)
    .execute();
  return rows.map((row) => {
    const { order } = openOrder(workbench, row);
    return { service: order.service, orderId: order.id };
  });
}

async function expireOrder(ports: SigningPorts, name: OrderName): Promise<number> {
  const change = changeOrder(ports.storage.workbench, name, (parts, kept) => noteExpired(parts, ports, kept));
  return change.catch((error: unknown) => {
    if (error instanceof SigningError) return 0; // deleted meanwhile
    throw error;
  });
}
