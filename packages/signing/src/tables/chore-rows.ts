import { randomBytes } from "node:crypto";
import type { Storable } from "@eid-gateway/core";
import { type ChoreRow, StorageError, type TableParts } from "@eid-gateway/storage";
import type { Notification } from "../model/notification.js";
import type { OutgoingMessage } from "../ports.js";

/** Work that is left to do, by any node, when it is due. */
export type Chore = { readonly about: Uint8Array; readonly due: number | null; readonly body: ChoreBody };
export type ChoreBody = MessageChore | PackagingChore;
export type MessageChore = {
  readonly kind: "notification";
  readonly notificationId: string;
  readonly channel: Notification["type"];
  readonly level: "task" | "order" | "packaging";
  readonly message: Omit<OutgoingMessage, "id">;
};
export type PackagingChore = {
  readonly kind: "packaging";
  readonly service: string;
  readonly orderId: string;
  readonly packagingTaskId: string;
  readonly archiveId?: string;
};
export type KeptChore<Body extends ChoreBody = ChoreBody> = {
  readonly id: Uint8Array;
  readonly orderKey: Uint8Array;
  readonly about: Uint8Array;
  readonly state: string;
  readonly firstDue: number;
  readonly attempts: number;
  readonly lease: number;
  /** `undefined`: the row does not open, by this node's keys or at all. It must keep no other from being done. */
  readonly body: Body | undefined;
};
export type OpenChore<Body extends ChoreBody> = KeptChore<Body> & { readonly body: Body };

export async function insertChores(
  parts: TableParts,
  order: { readonly key: Uint8Array; readonly expires: number },
  chores: readonly Chore[],
): Promise<void> {
  if (chores.length === 0) return;
  const rows = chores.map(({ about, due, body }) => {
    const bound = { id: randomBytes(16), order_id: order.key, about, kind: body.kind };
    const times = { due, first_due: due, held_until: null, attempts: 0, expires: order.expires };
    const state = body.kind === "notification" ? body.message.state : "created";
    return { ...bound, state, ...times, ...parts.sealer.seal("signing_chores", bound, body as Storable) };
  });
  await parts.db.insertInto("signing_chores").values(rows).execute();
}

/** Gives each to one caller until the lease ends. On PostgreSQL the second of two waits for the row, and then finds it held. */
export async function claimChores<Kind extends ChoreBody["kind"]>(
  parts: TableParts,
  kind: Kind,
  most: number,
  leaseMs: number,
): Promise<readonly KeptChore<Extract<ChoreBody, { kind: Kind }>>[]> {
  const at = parts.now();
  const isFree = parts.db
    .selectFrom("signing_chores")
    .select("id")
    .where("kind", "=", kind)
    .where("due", "<=", at)
    .where("expires", ">", at)
    .where((is) => is.or([is("held_until", "is", null), is("held_until", "<=", at)]))
    .orderBy("due")
    .limit(most);
  const rows = await parts.db
    .updateTable("signing_chores")
    .set((update) => ({ held_until: at + leaseMs, attempts: update("attempts", "+", 1) }))
    .where("id", "in", isFree)
    .where("due", "<=", at)
    .where((is) => is.or([is("held_until", "is", null), is("held_until", "<=", at)]))
    .returningAll()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    orderKey: row.order_id,
    about: row.about,
    state: row.state,
    firstDue: row.first_due!,
    attempts: row.attempts,
    lease: row.held_until!,
    body: openBody(parts, row) as Extract<ChoreBody, { kind: Kind }> | undefined,
  }));
}

function openBody({ sealer }: TableParts, row: ChoreRow): ChoreBody | undefined {
  try {
    return sealer.open("signing_chores", row) as ChoreBody;
  } catch (error) {
    if (error instanceof StorageError && error.code === "storage:sealing") return undefined;
    throw error;
  }
}

/** Done: it goes. False: another has taken it over, or it was called off. */
export async function finishChore({ db }: TableParts, { id, lease }: KeptChore): Promise<boolean> {
  const gone = await db
    .deleteFrom("signing_chores")
    .where("id", "=", id)
    .where("held_until", "=", lease)
    .returning("id")
    .executeTakeFirst();
  return gone !== undefined;
}

export async function postponeChore({ db }: TableParts, { id, lease }: KeptChore, due: number): Promise<void> {
  await db
    .updateTable("signing_chores")
    .set({ held_until: null, due })
    .where("id", "=", id)
    .where("held_until", "=", lease)
    .execute();
}

/** The packaging tasks of orders and how far they are. */
export async function readPackagings(parts: TableParts, orders: readonly Uint8Array[]) {
  const rows = await parts.db
    .selectFrom("signing_chores")
    .selectAll()
    .where("order_id", "in", [...orders])
    .where("kind", "=", "packaging")
    .where("expires", ">", parts.now())
    .execute();
  return rows.map((row) => ({ ...row, body: parts.sealer.open("signing_chores", row) as PackagingChore }));
}
