import type { TableParts, TaskRow } from "@eid-gateway/storage";
import type { TaskStatus } from "../model/status.js";
import { SigningError } from "../signing-error.js";
import { type OrderName, taskKey } from "./keys.js";

/** Where a task stands. What it asks for is in the order. */
export type KeptTask = {
  readonly key: Uint8Array;
  readonly orderKey: Uint8Array;
  readonly id: string;
  readonly place: number;
  /** As it is now: a task whose days are over is expired, whether or not a job has noted it. */
  readonly status: TaskStatus;
  readonly clientStatus?: string;
  readonly misses: number;
  readonly created: number;
  readonly updated: number;
  readonly closes: number;
};
type TaskBody = { readonly id: string; readonly clientStatus?: string };

export type NewTask = { readonly id: string; readonly place: number; readonly closes: number };

export async function insertTasks(
  parts: TableParts,
  name: OrderName,
  order: { readonly key: Uint8Array; readonly expires: number },
  tasks: readonly NewTask[],
): Promise<void> {
  const at = parts.now();
  const rows = tasks.map(({ id, place, closes }) => {
    const bound = {
      id: taskKey(parts, { ...name, taskId: id }),
      order_id: order.key,
      service: name.service,
      place,
    };
    const state = { status: "created", misses: 0, created: at, updated: at, closes, expires: order.expires };
    return { ...bound, ...state, ...parts.sealer.seal("signing_tasks", bound, { id }) };
  });
  await parts.db.insertInto("signing_tasks").values(rows).execute();
}

/** In the order of the order. */
export async function readTasks(parts: TableParts, orders: readonly Uint8Array[]): Promise<readonly KeptTask[]> {
  const rows = await parts.db
    .selectFrom("signing_tasks")
    .selectAll()
    .where("order_id", "in", [...orders])
    .orderBy("place")
    .execute();
  return rows.map((row) => openTask(parts, row));
}

export function openTask(parts: TableParts, row: TaskRow): KeptTask {
  const body = parts.sealer.open("signing_tasks", row) as TaskBody;
  return {
    ...body,
    key: row.id,
    orderKey: row.order_id,
    place: row.place,
    status: statusNow(row, parts.now()),
    misses: row.misses,
    created: row.created,
    updated: row.updated,
    closes: row.closes,
  };
}

function statusNow({ status, closes }: Pick<TaskRow, "status" | "closes">, now: number): TaskStatus {
  return status === "created" && closes <= now ? "expired" : (status as TaskStatus);
}

/** @throws SigningError `unknown-task` */
export function taskIn(tasks: readonly KeptTask[], taskId: string): KeptTask {
  const task = tasks.find(({ id }) => id === taskId);
  if (task) return task;
  throw unknownTask();
}

export function unknownTask(): SigningError {
  return new SigningError("unknown-task", "there is no such task");
}

/** Ends a task that is open. False: it was not, and stays as it is. */
export async function endTask(parts: TableParts, task: KeptTask, status: TaskStatus): Promise<boolean> {
  const row = await parts.db
    .updateTable("signing_tasks")
    .set({ status, updated: parts.now() })
    .where("id", "=", task.key)
    .where("status", "=", "created")
    .where("closes", ">", parts.now())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}
