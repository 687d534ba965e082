/** A POST to a flow: spends the step token, lets the method or the gateway act on the form, and writes the next stage. */
import type { Fields, Input, Step } from "@eid-gateway/core";
import { StorageError } from "@eid-gateway/storage";
import { type Browser, expiryOf, newStepToken, openMethod, startMethod } from "./begin-flow.js";
import { endFlow, settle } from "./complete-flow.js";
import { mayTryAgain, USER_CANCEL } from "./failures.js";
import { findFlow, mayChooseAnother, type Visit, withTimeout } from "./find-flow.js";
import type { Flow, Stage } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";
import { recordEvent } from "./record-event.js";
import { requestOf } from "./request-of.js";
import { inTime, takeStep } from "./take-step.js";

type ShowOrRedirect = Extract<Stage, { kind: "show" | "redirect" }>;

/**
 * @returns the flow's address in every case but a refusal: whoever lost the race for the token, or held it for longer than the lease,
 * lands on the current stage
 * @throws whatever the storage throws; the token is then free again, so nothing is lost
 */
export async function advanceFlow(tools: FlowTools, visit: Visit, input: Input & { kind: "answer" | "callback" }) {
  const found = await findFlow(tools, visit);
  if (typeof found === "string") return found;
  const { flow } = found;
  const path = `/flow/${flow.id}`;
  const step = input.kind === "answer" ? (input.fields.step ?? "") : flow.step;
  const leaseUntil = new Date(tools.clock.now().getTime() + tools.limits.leaseMs);
  const body = await tools.storage.flows.take(flow.id, step, leaseUntil);
  if (body === undefined) {
    // A double click, or somebody who has seen the form: either way nothing happens twice.
    await recordEvent(tools, flow, "replayed", { code: "replayed" });
    return { path };
  }
  try {
    const next = await nextOf(tools, withTimeout(tools, body as Flow), input, visit.browser);
    await saveFlow(tools, next.flow, leaseUntil);
    return { path, keep: next.keep, family: next.family, service: flow.request.service, isFramed: flow.isFramed };
  } catch (error) {
    if (error instanceof StorageError && error.code === "storage:conflict") return { path };
    await tools.storage.flows.release(flow.id, leaseUntil).catch(() => undefined);
    throw error;
  }
}

/** With its lease: a step that outlived it must not undo the one that took over. */
async function saveFlow(tools: FlowTools, flow: Flow, lease: Date): Promise<void> {
  const now = tools.clock.now().getTime();
  const step = newStepToken();
  const next: Flow = { ...flow, step, idleMs: Math.min(now + tools.limits.idleMs, flow.endMs) };
  await tools.storage.flows.save(flow.id, { body: next, step, expires: expiryOf(tools, flow), lease });
}

type Next = { readonly flow: Flow; readonly keep?: string | undefined; readonly family?: string };

async function nextOf(
  tools: FlowTools,
  flow: Flow,
  input: Input & { kind: "answer" | "callback" },
  browser: Pick<Browser, "kept">,
): Promise<Next> {
  const { stage } = flow;
  if (stage.kind === "over") return { flow };
  const fields = input.fields;
  // A callback answers a method, and only a form the gateway: an address must press no button.
  if (input.kind === "callback" && (stage.kind === "failed" || stage.kind === "choose")) return { flow };
  if (input.kind === "answer" && "choose" in fields && mayChooseAnother(flow))
    return { flow: await chooseAnother(tools, flow) };
  if (stage.kind === "failed") return { flow: await leaveFailure(tools, flow, stage, fields, browser) };
  if (input.kind === "answer" && "cancel" in fields) return { flow: await cancel(tools, flow) };
  if (stage.kind === "choose") return { flow: await choose(tools, flow, fields, browser) };
  return resume(tools, flow, stage, withoutOwnFields(input));
}

async function resume(tools: FlowTools, flow: Flow, stage: ShowOrRedirect, input: Input): Promise<Next> {
  const opened = openMethod(tools, flow);
  if ("stage" in opened) return { flow: { ...flow, stage: opened.stage } };
  const { method, open } = opened;
  const call = (): Promise<Step> => open.resume(requestOf(tools, flow, method), stage.state, input);
  const progress = await takeStep(tools, flow, method, call);
  const next = await settle(tools, flow, method, progress);
  await recordStage(tools, next);
  if (progress.kind !== "done") return { flow: next, family: method.family };
  return { flow: next, family: method.family, keep: flow.request.forget ? "" : progress.keep };
}

async function recordStage(tools: FlowTools, flow: Flow): Promise<void> {
  if (flow.stage.kind === "failed") await recordEvent(tools, flow, "failed", { code: flow.stage.code });
  else if (flow.stage.kind !== "over") await recordEvent(tools, flow, "advanced");
}

/** The gateway's own Cancel delivers at once; the method may tell the other side, but cannot stand in the way. */
async function cancel(tools: FlowTools, flow: Flow): Promise<Flow> {
  if (flow.stage.kind === "show" || flow.stage.kind === "redirect") await abandon(tools, flow, flow.stage);
  await recordEvent(tools, flow, "cancelled", { code: USER_CANCEL });
  return endFlow(tools, flow, { kind: "failed", code: USER_CANCEL, category: "cancelled" });
}

async function abandon(tools: FlowTools, flow: Flow, stage: ShowOrRedirect): Promise<void> {
  const opened = openMethod(tools, flow);
  if ("stage" in opened) return;
  const { method, open } = opened;
  try {
    await inTime(tools, async () => open.abandon?.(requestOf(tools, flow, method), stage.state));
  } catch (err) {
    tools.log.warn({ transaction: flow.transaction, err }, "the other side could not be told of the cancel");
  }
}

async function leaveFailure(
  tools: FlowTools,
  flow: Flow,
  { code, category }: Extract<Stage, { kind: "failed" }>,
  fields: Fields,
  browser: Pick<Browser, "kept">,
): Promise<Flow> {
  const isInTime = tools.clock.now().getTime() < flow.endMs;
  if (fields.action === "retry" && mayTryAgain(code, category) && isInTime) {
    const [only, ...others] = flow.request.methods;
    const again = flow.method ?? (others.length === 0 ? only : undefined);
    return again === undefined ? backToChoice(flow) : startMethod(tools, flow, again, browser);
  }
  if ("cancel" in fields) return endFlow(tools, flow, { kind: "failed", code, category });
  return flow; // an answer that came when its page was over: now the failure is shown
}

/** The method that ran is told, as by a cancel; what it made of the flow until now is gone. */
async function chooseAnother(tools: FlowTools, flow: Flow): Promise<Flow> {
  if (tools.clock.now().getTime() >= flow.endMs) return flow;
  if (flow.stage.kind === "show" || flow.stage.kind === "redirect") await abandon(tools, flow, flow.stage);
  await recordEvent(tools, flow, "advanced", { code: "chooseanother" });
  return backToChoice(flow);
}

function backToChoice({ method: _method, ...flow }: Flow): Flow {
  return { ...flow, stage: { kind: "choose" } };
}

async function choose(tools: FlowTools, flow: Flow, fields: Fields, browser: Pick<Browser, "kept">): Promise<Flow> {
  const name = flow.request.methods.find((method) => method === fields.method);
  return name === undefined ? flow : startMethod(tools, flow, name, browser);
}

/** The gateway's own members of the form are not the method's business. */
function withoutOwnFields(input: Input & { kind: "answer" | "callback" }): Input {
  if (input.kind === "callback") return input;
  const { step: _step, ...fields } = input.fields;
  return { ...input, fields };
}
