/**
 * An answer on its way, exactly once. It is signed when its page is first drawn, since it is good for thirty seconds from then. Until
 * the browser says that it has sent it, or its time is over, the same browser may load the page again and gets the same message: a lost
 * connection costs nobody the log-in, and a receiver knows the response by its id. After that there is nothing left to give.
 */
import type { SamlMessage, SigningKey } from "@eid-gateway/saml";
import { StorageError } from "@eid-gateway/storage";
import { expiryOf } from "../../flow/begin-flow.js";
import { failureTerms, SYSTEM_ERROR, TIMEOUT } from "../../flow/failures.js";
import type { Visit } from "../../flow/find-flow.js";
import type { Flow } from "../../flow/flow.js";
import type { FlowTools } from "../../flow/flow-tools.js";
import { NO_FLOW, waitForFlow } from "../../flow/wait-for-flow.js";
import type { NoticeKind } from "../../screens/render-notice.js";
import { type Answer, type AskedAnswer, METHOD_URL_DOOR, signAnswer } from "./answer-of.js";

/** What the door keeps in a flow that is over. */
export type Undelivered =
  | { readonly state: "made"; readonly answer: Answer }
  | { readonly state: "drawn"; readonly base64: string; readonly untilMs: number }
  | { readonly state: "sent" };

export type Drawn =
  | { readonly kind: "message"; readonly flow: Flow; readonly asked: AskedAnswer; readonly base64: string }
  | { readonly kind: "notice"; readonly notice: NoticeKind }
  /** The flow is not over yet, or is another door's. */
  | { readonly kind: "unfinished" };

const MESSAGE_LIVES_MS = 30_000;

export async function drawAnswer(tools: FlowTools, visit: Visit, key: SigningKey): Promise<Drawn> {
  const flow = await waitForFlow(tools, visit);
  if (typeof flow === "string") return { kind: "notice", notice: NO_FLOW[flow] };
  if (flow.request.door !== METHOD_URL_DOOR || flow.stage.kind !== "over") return { kind: "unfinished" };
  const kept = flow.stage.kept as Undelivered;
  if (kept.state === "made") {
    const drawn = await change(tools, flow, (answer) => sign(tools, answer, flow, key));
    return drawn?.state === "drawn" ? message(flow, drawn.base64) : drawAnswer(tools, visit, key);
  }
  const isAlive = kept.state === "drawn" && tools.clock.now().getTime() < kept.untilMs;
  return isAlive ? message(flow, kept.base64) : { kind: "notice", notice: "completed" };
}

/** The browser is about to post the message: from now on its page has nothing to show, and nothing of the person is kept here. */
export async function markSent(tools: FlowTools, visit: Visit): Promise<void> {
  const flow = await waitForFlow(tools, visit);
  if (typeof flow === "string" || flow.stage.kind !== "over") return;
  if ((flow.stage.kept as Undelivered | undefined)?.state === "drawn") {
    await change(tools, flow, async () => ({ state: "sent" }));
  }
}

function message(flow: Flow, base64: string): Drawn {
  return { kind: "message", flow, asked: flow.request.reply as AskedAnswer, base64 };
}

/** @returns what is kept now, or `undefined` when somebody else was faster */
async function change(
  tools: FlowTools,
  { id, step }: Flow,
  next: (kept: Undelivered) => Promise<Undelivered>,
): Promise<Undelivered | undefined> {
  const lease = new Date(tools.clock.now().getTime() + tools.limits.leaseMs);
  const flow = (await tools.storage.flows.take(id, step, lease)) as Flow | undefined;
  if (flow === undefined) return undefined;
  try {
    const { stage } = flow;
    if (stage.kind !== "over") throw new Error("a flow that was over is not any more");
    const kept = await next(stage.kept as Undelivered);
    const body: Flow = { ...flow, stage: { ...stage, kept } };
    await tools.storage.flows.save(id, { body, step, expires: expiryOf(tools, flow), lease });
    return kept;
  } catch (error) {
    if (error instanceof StorageError && error.code === "storage:conflict") return undefined;
    await tools.storage.flows.release(id, lease).catch(() => undefined);
    throw error;
  }
}

async function sign(tools: FlowTools, kept: Undelivered, flow: Flow, key: SigningKey): Promise<Undelivered> {
  if (kept.state !== "made") return kept;
  const { target } = flow.request.reply as AskedAnswer;
  const now = tools.clock.now();
  const signed = (answer: Answer): Promise<SamlMessage> => signAnswer(answer, target, now, key);
  // Somebody who comes back to the machine much later must not be logged in by what is left there.
  const isLate = kept.answer.kind === "done" && now.getTime() >= flow.idleMs;
  const { base64 } = await signed(isLate ? failed(TIMEOUT, "expired") : kept.answer).catch((err: unknown) => {
    tools.log.error({ err, transaction: flow.transaction }, "an answer cannot be written as SAML");
    return signed(failed(SYSTEM_ERROR, "misconfigured"));
  });
  return { state: "drawn", base64, untilMs: now.getTime() + MESSAGE_LIVES_MS };
}

function failed(...[code, category]: Parameters<typeof failureTerms>): Answer {
  return { kind: "failed", ...failureTerms(code, category) };
}
