/** A step that waits for something elsewhere: the method is asked again, by the page or by a report, without a form being posted. */
import { EidError, encodeStorable, type Input } from "@eid-gateway/core";
import { StorageError } from "@eid-gateway/storage";
import { expiryOf, newStepToken, openMethod } from "./begin-flow.js";
import { settle } from "./complete-flow.js";
import { withTimeout } from "./find-flow.js";
import type { Flow } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";
import { requestOf } from "./request-of.js";
import { ReportRefused, takeStep } from "./take-step.js";

/**
 * Asks the method what is new. Spends no token: the page's own form stays good while the step is the same, and what has not changed is
 * not written.
 *
 * @param seen the flow as it was read
 * @returns the flow now, or `undefined` when somebody else holds it or has moved it: then nobody was asked
 */
export async function pollFlow(
  tools: FlowTools,
  seen: Flow,
  input: Input & { kind: "poll" | "report" },
): Promise<Flow | undefined> {
  if (!isAtMethod(seen)) return seen;
  const leaseUntil = new Date(tools.clock.now().getTime() + tools.limits.leaseMs);
  const body = await tools.storage.flows.take(seen.id, seen.step, leaseUntil);
  if (body === undefined) return undefined;
  try {
    // Not `seen`: another poll may have moved the state since, and a poll leaves the token as it is.
    const flow = withTimeout(tools, body as Flow);
    return await keepIfNew(tools, flow, await askMethod(tools, flow, input), leaseUntil);
  } catch (error) {
    if (error instanceof StorageError && error.code === "storage:conflict") return undefined;
    await tools.storage.flows.release(seen.id, leaseUntil).catch(() => undefined);
    throw error;
  }
}

function isAtMethod({ stage }: Flow): boolean {
  return stage.kind === "show" || stage.kind === "redirect";
}

async function askMethod(tools: FlowTools, flow: Flow, input: Input): Promise<Flow> {
  const { stage } = flow;
  if (stage.kind !== "show" && stage.kind !== "redirect") return flow;
  const opened = openMethod(tools, flow);
  if ("stage" in opened) return flow;
  const { method, open } = opened;
  const call = async () => open.resume(requestOf(tools, flow, method), stage.state, input);
  return settle(tools, flow, opened.method, await takeStep(tools, flow, opened.method, callOf(call, input)));
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
