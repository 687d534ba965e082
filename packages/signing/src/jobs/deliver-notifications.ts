/** At least once, with the same id each time: a node that dies between telling and noting it leaves the telling to be repeated. */
import type { TableParts } from "@eid-gateway/storage";
import { CHANNELS } from "../notify/channels.js";
import { orderState } from "../notify/order-state.js";
import type { SigningPorts } from "../ports.js";
import {
  claimChores,
  finishChore,
  type KeptChore,
  type MessageChore,
  type OpenChore,
  postponeChore,
} from "../tables/chore-rows.js";
import { insertEvents } from "../tables/event-rows.js";
import { taskKey } from "../tables/keys.js";
import { readTasks } from "../tables/task-rows.js";
import { nextTry, postponeUnreadable } from "./back-off.js";
import type { DoneAndFailed } from "./create-jobs.js";

const PER_TURN = 20;
/** Longer than any delivery may take. */
const LEASE_MS = 5 * 60_000;

type Told = OpenChore<MessageChore>;

export async function deliverNotifications(ports: SigningPorts): Promise<DoneAndFailed> {
  const count = { done: 0, failed: 0 };
  for (;;) {
    const chores = await ports.storage.workbench.transaction((parts) =>
      claimChores(parts, "notification", PER_TURN, LEASE_MS),
    );
    if (chores.length === 0) return count;
    // Side by side: one receiver that is slow keeps no other waiting.
    for (const outcome of await Promise.all(chores.map((chore) => deliver(ports, chore)))) {
      if (outcome !== "dropped") count[outcome]++;
    }
  }
}

type Outcome = "done" | "failed" | "dropped";

async function deliver(ports: SigningPorts, chore: KeptChore<MessageChore>): Promise<Outcome> {
  const { body } = chore;
  return body ? deliverOpen(ports, { ...chore, body }) : postponeUnreadable(ports, chore);
}

async function deliverOpen(ports: SigningPorts, chore: Told): Promise<Outcome> {
  if (!(await stillHolds(ports, chore))) {
    await ports.storage.workbench.transaction((parts) => finishChore(parts, chore));
    return "dropped";
  }
  try {
    const send = ports.deliver[CHANNELS[chore.body.channel]];
    if (!send) throw new Error("the channel has been taken away");
    await send({ id: Buffer.from(chore.id).toString("hex"), ...chore.body.message });
  } catch {
    await postpone(ports, chore);
    return "failed";
  }
  await note(ports, chore, "notification-sent", chore.body.notificationId);
  return "done";
}

/** A reminder is for those who have not signed yet: it is dropped when the state is no longer the one it was for. */
async function stillHolds({ storage: { workbench } }: SigningPorts, { orderKey, state, body }: Told): Promise<boolean> {
  if (body.level === "packaging") return true;
  const tasks = await readTasks(workbench, [orderKey]);
  const wanted = state === "started" ? "created" : state; // a task that was begun is open until it ends
  if (body.level === "task") return tasks.some(({ id, status }) => id === body.message.taskId && status === wanted);
  return orderState(new Map(tasks.map(({ id, status }) => [id, status]))) === state;
}

async function postpone(ports: SigningPorts, chore: Told): Promise<void> {
  const { workbench } = ports.storage;
  const next = nextTry(chore.attempts, chore.firstDue, workbench.now());
  if (next !== undefined) await workbench.transaction((parts) => postponeChore(parts, chore, next));
  else await note(ports, chore, "error", `notification ${chore.body.notificationId} was not delivered within a day`);
}

async function note(
  { storage: { workbench } }: SigningPorts,
  chore: Told,
  event: "notification-sent" | "error",
  data: string,
): Promise<void> {
  await workbench.transaction(async (parts) => {
    if (!(await finishChore(parts, chore))) return;
    const { service, orderId, taskId } = chore.body.message;
    const task = taskId === undefined ? null : taskKey(parts, { service, orderId, taskId });
    const expires = await expiryOf(parts, chore.orderKey);
    if (expires !== undefined) await insertEvents(parts, { key: chore.orderKey, expires }, [{ event, task, data }]);
  });
}

async function expiryOf({ db }: TableParts, order: Uint8Array): Promise<number | undefined> {
  return (await db.selectFrom("signing_orders").select("expires").where("id", "=", order).executeTakeFirst())?.expires;
}
