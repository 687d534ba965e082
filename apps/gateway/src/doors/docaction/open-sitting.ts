/** A person has come by the customer's link: the task is looked up, an artifact consumed, and a sitting begun. */
import { randomBytes } from "node:crypto";
import type { CustomerConfig } from "@eid-gateway/config";
import type { TaskLook } from "@eid-gateway/signing";
import { type Browser, hashOf, newStepToken, transactionId } from "../../flow/begin-flow.js";
import { pickLanguage, pickProfile } from "../pick-look.js";
import { createSitting, endOf } from "./find-sitting.js";
import { ARTIFACT } from "./gate.js";
import { findTaskToDo } from "./next-task.js";
import type { DocactionUrl } from "./read-docaction.js";
import { currentTask, type SessionEnds, type Sitting, type TaskName, UNTOUCHED } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

/** What stands at the address, before anybody is let in. */
export type Arrival =
  | { readonly kind: "nothing" } // unknown, foreign, or no longer there: none of which is told apart
  | { readonly kind: "sitting"; readonly sitting: Sitting; readonly secret: string };

export async function openSitting(
  tools: SittingTools,
  customer: CustomerConfig,
  url: DocactionUrl,
  browser: Browser,
): Promise<Arrival> {
  const { service } = customer;
  const found = await tasksOf(tools, service, url);
  if (!found) return NOTHING;
  const at = (await findTaskToDo(tools, { service, tasks: found.tasks })) ?? 0;
  const { order, task } = currentTask({ tasks: found.tasks, at });
  const look = await tools.signing.sittings.look(service, order, task);
  if (look.kind === "unknown") return NOTHING;
  const { profile, language } = appearance(tools, customer, look, found.language);
  const secret = randomBytes(32).toString("base64url");
  const version = tools.looks.versionOf(service, profile);
  const sitting: Sitting = {
    id: randomBytes(16).toString("base64url"),
    reference: transactionId(),
    service,
    profile,
    language,
    ...(version !== undefined && { look: version }),
    ...(tools.looks.now(service, profile).window === "self" && { isFramed: true }),
    browser: { secret: hashOf(secret), ip: browser.ip, userAgent: browser.userAgent.slice(0, 256) },
    step: newStepToken(),
    endMs: endOf(tools.clock.now()),
    tasks: found.tasks,
    at,
    ...(found.session && { session: found.session }),
    work: (await bringsArtifact(tools, service, url)) ? { ...UNTOUCHED, passed: ARTIFACT } : UNTOUCHED,
  };
  await createSitting(tools, sitting);
  return { kind: "sitting", sitting, secret };
}
const NOTHING: Arrival = { kind: "nothing" };

type Found = { readonly tasks: readonly TaskName[]; readonly language?: string; readonly session?: SessionEnds };

async function tasksOf({ signing }: SittingTools, service: string, url: DocactionUrl): Promise<Found | undefined> {
  if (url.kind === "task") return { tasks: [{ order: url.order, task: url.task }] };
  const session = await signing.sessions.find(service, url.session);
  if (!session) return undefined;
  const { language, onSessionComplete: complete, onSessionCancel: cancel, onSessionPostpone: postpone } = session;
  const ends = { ...(complete && { complete }), ...(cancel && { cancel }), ...(postpone && { postpone }) };
  const tasks = session.tasks.toSorted((one, other) => one.order - other.order);
  const names = tasks.map(({ orderId: order, taskId: task }): TaskName => ({ order, task }));
  return { tasks: names, ...(language !== undefined && { language }), session: ends };
}

async function bringsArtifact({ signing }: SittingTools, service: string, url: DocactionUrl): Promise<boolean> {
  if (url.artifact === undefined) return false;
  const target = url.kind === "task" ? { orderId: url.order, taskId: url.task } : { sessionId: url.session };
  return signing.sittings.consumeArtifact(service, target, url.artifact);
}

/** The task's wishes before the order's; a profile or language that is not there is no reason to turn anybody away. */
function appearance(
  { log }: SittingTools,
  customer: CustomerConfig,
  { order, task }: Exclude<TaskLook, { kind: "unknown" }>,
  ofSession: string | undefined,
) {
  const warn = (sentence: string) => log.warn({ service: customer.service }, sentence);
  const profile = pickProfile(task.profile ?? order.profile, customer, [], warn);
  const wishes = [ofSession, task.language, order.language].filter((wish) => wish !== undefined);
  return { profile, language: pickLanguage(wishes, customer, profile) };
}
