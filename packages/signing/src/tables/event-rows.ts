import { randomBytes } from "node:crypto";
import type { TableParts } from "@eid-gateway/storage";
import type { EventType, TaskEvent } from "../model/status.js";

export type NewEvent = {
  readonly event: EventType;
  readonly task: Uint8Array | null; // null: of the order
  readonly data?: string;
  readonly ip?: string;
  readonly userAgent?: string;
};

export async function insertEvents(
  parts: TableParts,
  order: { readonly key: Uint8Array; readonly expires: number },
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const at = parts.now();
  const rows = events.map(({ event, task, ...more }) => {
    const bound = { id: randomBytes(16), order_id: order.key, task_id: task, event, at };
    return { ...bound, ...parts.sealer.seal("signing_events", bound, more), expires: order.expires };
  });
  await parts.db.insertInto("signing_events").values(rows).execute();
}

export async function hasEvent(parts: TableParts, task: Uint8Array, event: EventType): Promise<boolean> {
  const found = await parts.db
    .selectFrom("signing_events")
    .select("id")
    .where("task_id", "=", task)
    .where("event", "=", event)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** What has happened to a task, and to its order as a whole, in the order of time. */
export async function readEvents(
  parts: TableParts,
  order: Uint8Array,
  task: Uint8Array,
): Promise<readonly TaskEvent[]> {
  const rows = await parts.db
    .selectFrom("signing_events")
    .selectAll()
    .where("order_id", "=", order)
    .where((is) => is.or([is("task_id", "is", null), is("task_id", "=", task)]))
    .where("expires", ">", parts.now())
    .orderBy("place")
    .execute();
  return rows.map((row) => ({
    event: row.event as EventType,
    at: new Date(row.at),
    ...(parts.sealer.open("signing_events", row) as Omit<TaskEvent, "event" | "at">),
  }));
}
