/** From what a method answered to the stage the flow is in now. The one place where a method is called and its errors are caught. */
import { type AnyEidMethod, EidError, type Identity, type Step } from "@eid-gateway/core";
import { SYSTEM_ERROR } from "./failures.js";
import type { Flow, Stage } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";
import { keepScreen } from "./keep-screen.js";

/** Anyone can send a report: one the method does not believe ends nothing. */
export class ReportRefused extends Error {
  override readonly name = "ReportRefused";
}

/** What came of a step: the next stage, or the method is done. */
export type Progress =
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "done"; readonly identity: Identity; readonly keep?: string };

export async function takeStep(
  tools: FlowTools,
  flow: Flow,
  method: AnyEidMethod,
  call: () => Promise<Step>,
): Promise<Progress> {
  try {
    return readStep(method, await call());
  } catch (error) {
    if (error instanceof ReportRefused) throw error;
    return { kind: "stage", stage: failedStage(tools, flow, method, error) };
  }
}

function readStep(method: AnyEidMethod, step: Step): Progress {
  switch (step.kind) {
    case "show": {
      const screen = keepScreen(step.screen, method.assets);
      const poll = step.poll && { pollMs: step.poll.afterMs };
      return { kind: "stage", stage: { kind: "show", screen, state: step.state, ...poll } };
    }
    case "redirect": {
      const { url, post, state } = step;
      return { kind: "stage", stage: { kind: "redirect", url: url.href, ...(post && { post }), state } };
    }
    case "done":
      if ("signer" in step.outcome) throw new TypeError(`${method.id} signed where a log-in was asked for`);
      return { kind: "done", identity: step.outcome, ...(step.keep !== undefined && { keep: step.keep }) };
  }
}

/** A declared EidError is an outcome; anything else is a fault of ours or of the plug-in, and looks the same to everybody outside. */
export function failedStage(tools: FlowTools, flow: Flow, method: AnyEidMethod | undefined, error: unknown): Stage {
  const about = { transaction: flow.transaction, service: flow.request.service, method: flow.method };
  if (error instanceof EidError && (!method || error.code in method.errors)) {
    const log = error.category === "misconfigured" ? "error" : "info";
    tools.log[log]({ ...about, code: error.code, category: error.category, detail: error.detail }, error.message);
    return { kind: "failed", code: error.code, category: error.category };
  }
  tools.log.error({ ...about, err: error }, "a method failed in a way it does not declare");
  return { kind: "failed", code: SYSTEM_ERROR, category: "misconfigured" };
}
