/** A step that waits for something elsewhere: the method is asked again, by the page or by a report, without a form being posted. */
import { EidError, encodeStorable, type Input, type OpenMethod, type Storable } from "@eid-gateway/core";
import { expiryOf, loginRequest, newStepToken, openMethod } from "./begin-flow.js";
import { settle } from "./complete-flow.js";
import type { Flow } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";
import { ReportRefused, takeStep } from "./take-step.js";

/**
 * Asks the method what is new. Spends no token: the page's own form stays good while the step is the same, and what has not changed is
 * not written. Whoever holds the flow goes first, and this changes nothing.
 */
export async function pollFlow(
  tools: FlowTools,
  flow: Flow,
  input: Input & { kind: "poll" | "report" },
): Promise<Flow> {
  const { stage } = flow;
  if (stage.kind !== "show" && stage.kind !== "redirect") return flow;
  const opened = openMethod(tools, flow);
  if ("stage" in opened) return flow;
  const leaseUntil = new Date(tools.clock.now().getTime() + tools.limits.leaseMs);
  if ((await tools.storage.flows.take(flow.id, flow.step, leaseUntil)) === undefined) return flow;
  try {
    const open = opened.open as OpenMethod<"authenticate", Storable>;
    const call = () => open.resume(loginRequest(tools, flow), stage.state, input);
    const next = await settle(
      tools,
      flow,
      opened.method,
      await takeStep(tools, flow, opened.method, callOf(call, input)),
    );
    return await keepIfNew(tools, flow, next, leaseUntil);
  } catch (error) {
    await tools.storage.flows.release(flow.id, leaseUntil);
    throw error;
  }
}

function callOf<T>(call: () => Promise<T>, input: Input): () => Promise<T> {
  if (input.kind !== "report") return call;
  return () =>
    call().catch((error: unknown) => {
      const isForged = error instanceof EidError && error.category === "invalid-response";
      throw isForged ? new ReportRefused(error.message, { cause: error }) : error;
    });
}

async function keepIfNew(tools: FlowTools, flow: Flow, next: Flow, lease: Date): Promise<Flow> {
  if (encodeStorable(next.stage) === encodeStorable(flow.stage)) {
    await tools.storage.flows.release(flow.id, lease);
    return flow;
  }
  const isSameStep = next.stage.kind === "show" && next.stage.pollMs !== undefined;
  const step = isSameStep ? flow.step : newStepToken();
  const saved = { ...next, step };
  await tools.storage.flows.save(flow.id, { body: saved, step, expires: expiryOf(tools, flow), lease });
  return saved;
}
