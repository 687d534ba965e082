/** From what a method answered to the stage the flow is in now. The one place where a method is called and its errors are caught. */
import {
  type AnyEidMethod,
  EidError,
  encodeStorable,
  type Identity,
  type Step,
  type Storable,
  type Text,
} from "@eid-gateway/core";
import { SYSTEM_ERROR, TIMEOUT } from "./failures.js";
import type { Flow, Stage } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";
import { keepScreen } from "./keep-screen.js";

/** Anyone can send a report: one the method does not believe ends nothing. */
export class ReportRefused extends Error {
  override readonly name = "ReportRefused";
}

/** The document was withdrawn, or somebody else has signed, while this person was at it: nothing of a method's doing. */
export class DocumentGone extends Error {
  override readonly name = "DocumentGone";
}

/** What came of a step: the next stage, or the method is done, or there is nothing to do any more. */
export type Progress =
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "gone" }
  | { readonly kind: "done"; readonly identity: Identity; readonly signedSha256?: string; readonly keep?: string };

export async function takeStep(
  tools: FlowTools,
  flow: Flow,
  method: AnyEidMethod,
  call: () => Promise<Step>,
): Promise<Progress> {
  try {
    return readStep(method, await inTime(tools, call));
  } catch (error) {
    if (error instanceof ReportRefused) throw error;
    if (isDocumentGone(error)) return { kind: "gone" };
    if (error instanceof MethodTooSlow) return { kind: "stage", stage: tooSlow(tools, flow) };
    return { kind: "stage", stage: failedStage(tools, flow, method, error) };
  }
}

/** Also where the method has wrapped it. An error may be its own cause. */
function isDocumentGone(error: unknown): boolean {
  let [each, steps]: [unknown, number] = [error, 0];
  while (each instanceof Error && !(each instanceof DocumentGone) && steps++ < MAX_CAUSES) each = each.cause;
  return each instanceof DocumentGone;
}
const MAX_CAUSES = 8;

class MethodTooSlow extends Error {
  override readonly name = "MethodTooSlow";
}

/** Waits for a method no longer than its lease allows: one that never answers must not keep the person waiting for ever. */
export async function inTime<T>({ limits }: FlowTools, call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new MethodTooSlow("the method did not answer in time")), limits.stepMs);
  });
  try {
    return await Promise.race([call(), patience]);
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow(tools: FlowTools, { transaction, request, method }: Flow): Stage {
  tools.log.error({ transaction, service: request.service, method }, "a method did not answer in time");
  return { kind: "failed", code: TIMEOUT, category: "unavailable" };
}

function readStep(method: AnyEidMethod, step: Step): Progress {
  switch (step.kind) {
    case "show": {
      const screen = keepScreen(step.screen, method.assets);
      const poll = step.poll && { pollMs: step.poll.afterMs };
      checkStorable({ screen, state: step.state });
      return { kind: "stage", stage: { kind: "show", screen, state: step.state, ...poll } };
    }
    case "redirect": {
      const { url, post, state } = step;
      checkStorable(state);
      return { kind: "stage", stage: { kind: "redirect", url: url.href, ...(post && { post }), state } };
    }
    case "done": {
      const { identity, ...signed } = readOutcome(method, step.outcome);
      const { evidence, ...facts } = identity;
      checkStorable({ ...facts, bytes: evidence.bytes, report: evidence.report });
      return { kind: "done", identity, ...signed, ...(step.keep !== undefined && { keep: step.keep }) };
    }
    default:
      throw new TypeError(`${method.id} took a step of an unknown kind`);
  }
}

/** A method gives what its intent promises: an identity, or what was signed and by whom. */
function readOutcome(
  { id, intent }: AnyEidMethod,
  outcome: Extract<Step, { kind: "done" }>["outcome"],
): { readonly identity: Identity; readonly signedSha256?: string } {
  if ("signer" in outcome !== (intent === "sign")) throw new TypeError(`${id}: the outcome is not one of ${intent}`);
  return "signer" in outcome ? { identity: outcome.signer, signedSha256: outcome.sha256 } : { identity: outcome };
}

/** Here, where it is the method's failure; written later, it would be the gateway's, and the person could not go on. */
function checkStorable(value: Storable): void {
  encodeStorable(value);
}

/** What a plug-in in plain JavaScript gives may be anything; the row of a failed flow must be kept whatever it is. */
function isText(sentence: Text | undefined): sentence is Text {
  return (
    typeof sentence?.key === "string" &&
    Object.values(sentence.values ?? {}).every((value) => typeof value === "string")
  );
}

/** A declared EidError is an outcome; anything else is a fault of ours or of the plug-in, and looks the same to everybody outside. */
export function failedStage(tools: FlowTools, flow: Flow, method: AnyEidMethod | undefined, error: unknown): Stage {
  const about = { transaction: flow.transaction, service: flow.request.service, method: flow.method };
  if (error instanceof EidError && (!method || Object.hasOwn(method.errors, error.code))) {
    const log = error.category === "misconfigured" ? "error" : "info";
    tools.log[log]({ ...about, code: error.code, category: error.category, detail: error.detail }, error.message);
    const { code, category, sentence } = error;
    return { kind: "failed", code, category, ...(isText(sentence) && { sentence }) };
  }
  tools.log.error({ ...about, err: error }, "a method failed in a way it does not declare");
  return { kind: "failed", code: SYSTEM_ERROR, category: "misconfigured" };
}
