/**
 * Searching tasks. What is searched for is sealed, so it is opened and compared here: of one service, at most `MOST_TASKS` in the time
 * that is asked for. More than that is refused with the way to ask for less, not cut off in silence.
 */
import { setImmediate } from "node:timers/promises";
import type { TableParts } from "@eid-gateway/storage";
import type { TaskFilter, TaskInfo } from "../model/status.js";
import type { TaskQuery } from "../signing.js";
import { SigningError } from "../signing-error.js";
import { filesOfOrders } from "../tables/file-rows.js";
import { hex, orderKey } from "../tables/keys.js";
import { openOrder } from "../tables/order-rows.js";
import { openTask } from "../tables/task-rows.js";
import { compareBy, fieldsOf, fits, type Searched } from "./task-fields.js";

const MOST_TASKS = 5_000;
const ORDERS_PER_READ = 200;
const MOST_ROWS = 1_000;

/** From the first index to before the last; without a field, the newest first. */
export async function searchTasks(parts: TableParts, service: string, query: TaskQuery): Promise<readonly TaskInfo[]> {
  const { filter, from, to, sortField = "created", ascending = false } = query;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from || to - from > MOST_ROWS)
    throw new SigningError("invalid-value", `the indexes begin at 0, rise, and are at most ${MOST_ROWS} apart`);
  const found = await findTasks(parts, service, filter);
  const sorted = found.toSorted(compareBy(sortField, ascending));
  return sorted.slice(from, to).map(({ info }) => info);
}

export async function countTasks(parts: TableParts, service: string, filter: TaskFilter): Promise<number> {
  return (await findTasks(parts, service, filter)).length;
}

async function findTasks(parts: TableParts, service: string, filter: TaskFilter): Promise<readonly Searched[]> {
  const rows = await selectTasks(parts, service, filter);
  if (rows.length > MOST_TASKS) {
    const message = `more than ${MOST_TASKS} tasks were made in that time: narrow it by from-date and to-date`;
    throw new SigningError("invalid-value", message, { place: ["filter"] });
  }
  const keys = [...new Map(rows.map(({ order_id }) => [hex(order_id), order_id])).values()];
  const searched: Searched[] = [];
  for (let first = 0; first < keys.length; first += ORDERS_PER_READ) {
    await setImmediate(); // opening many rows is work for this thread: let the others in
    const some = keys.slice(first, first + ORDERS_PER_READ);
    searched.push(...(await openTasks(parts, some, rows)));
  }
  return searched.filter((one) => filter.criteria.every((criterion) => fits(one, criterion)));
}

type Rows = Awaited<ReturnType<typeof selectTasks>>;
/** What is not sealed is left to the database; it may give more than fits, never less. */
function selectTasks(parts: TableParts, service: string, { criteria, from, to }: TaskFilter) {
  const { db, now } = parts;
  let rows = db.selectFrom("signing_tasks").selectAll().where("service", "=", service).where("expires", ">", now());
  if (from) rows = rows.where("created", ">=", from.getTime());
  if (to) rows = rows.where("created", "<=", to.getTime());
  for (const { field, operator, value } of criteria) {
    if (operator !== "equals") continue;
    if (field === "request-id") rows = rows.where("order_id", "=", orderKey(parts, { service, orderId: value }));
    if (field === "task-state")
      rows = rows.where("status", "in", MAY_BE.get(value.toLowerCase()) ?? [value.toLowerCase()]);
  }
  const limited = rows
    .orderBy("created", "desc")
    .orderBy("place")
    .limit(MOST_TASKS + 1);
  return limited.execute();
}
/** A task whose days are over may not have been written down as expired yet. */
const MAY_BE = new Map([["expired", ["expired", "created"]]]);

async function openTasks(parts: TableParts, keys: readonly Uint8Array[], rows: Rows): Promise<readonly Searched[]> {
  const [orders, files] = await Promise.all([
    parts.db
      .selectFrom("signing_orders")
      .select(["id", "service", "sealed", "key_id", "expires", "deleted"])
      .where("id", "in", [...keys])
      .execute(),
    filesOfOrders(parts, keys, ["original", "result"]),
  ]);
  const opened = new Map(orders.map((row) => [hex(row.id), openOrder(parts, row).order]));
  const filesByKey = new Map(files.map((file) => [hex(file.key), file]));
  return rows.flatMap((row) => {
    const order = opened.get(hex(row.order_id));
    return order ? [fieldsOf(parts, order, openTask(parts, row), (key) => filesByKey.get(hex(key)))] : [];
  });
}
