/** A door's request becomes a flow: with one method at its first stage, with several at the choice between them. */
import { createHash, randomBytes } from "node:crypto";
import type { OpenedMethod } from "../method-directory.js";
import { settle } from "./complete-flow.js";
import type { Flow, FlowRequest, Stage } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";
import { recordEvent } from "./record-event.js";
import { requestOf } from "./request-of.js";
import { failedStage, takeStep } from "./take-step.js";

/** What is known of the browser that asks. `kept` is what the method's last visit left there. */
export interface Browser {
  readonly ip: string;
  readonly userAgent: string;
  kept(family: string, service: string): string | undefined;
}

/** @returns the flow's address, and the secret for the browser's cookie, without which the address shows nothing */
export async function beginFlow(tools: FlowTools, request: FlowRequest, browser: Browser) {
  const now = tools.clock.now().getTime();
  const secret = randomBytes(32).toString("base64url");
  const endMs = now + tools.limits.hardMs;
  const look = tools.looks.versionOf(request.service, request.profile);
  const isFramed = tools.looks.now(request.service, request.profile).window === "self";
  const begun: Flow = {
    id: randomBytes(16).toString("base64url"),
    transaction: transactionId(),
    request,
    ...(look !== undefined && { look }),
    isFramed,
    stage: { kind: "choose" },
    step: newStepToken(),
    ...(request.signing && { documentKey: randomBytes(32).toString("base64url") }),
    browser: { secret: hashOf(secret), ip: browser.ip, userAgent: browser.userAgent.slice(0, 256) },
    begunMs: now,
    idleMs: Math.min(now + tools.limits.idleMs, endMs),
    endMs,
  };
  const [only, ...others] = request.methods;
  const flow = only !== undefined && others.length === 0 ? await startMethod(tools, begun, only, browser) : begun;
  await tools.storage.flows.create({ id: flow.id, body: flow, step: flow.step, expires: expiryOf(tools, flow) });
  await recordEvent(tools, flow, "begun");
  tools.metrics.begun(request.service, request.door);
  return { path: `/flow/${flow.id}`, secret, flow };
}

/** Starts a method of the customer's in a flow, anew if it ran before. */
export async function startMethod(
  tools: FlowTools,
  flow: Flow,
  name: string,
  browser: Pick<Browser, "kept">,
): Promise<Flow> {
  const chosen: Flow = { ...flow, method: name };
  const opened = openMethod(tools, chosen);
  if ("stage" in opened) return { ...chosen, stage: opened.stage };
  const { method, open } = opened;
  const kept = browser.kept(method.family, flow.request.service);
  const progress = await takeStep(tools, chosen, method, () => open.start(requestOf(tools, chosen, method, kept)));
  return settle(tools, chosen, method, progress);
}

/** The flow's method, or the stage that says why it cannot be opened. */
export function openMethod(tools: FlowTools, flow: Flow): OpenedMethod | { readonly stage: Stage } {
  try {
    const opened = tools.directory.find(flow.request.service, flow.method ?? "");
    if (opened) return opened;
    return { stage: failedStage(tools, flow, undefined, new Error(`no method named ${flow.method}`)) };
  } catch (error) {
    return { stage: failedStage(tools, flow, undefined, error) };
  }
}

/** Kept past the person's time, so that a late visitor is told so and can still be sent back. */
export function expiryOf(tools: FlowTools, flow: Flow): Date {
  return new Date(flow.endMs + tools.limits.graceMs);
}

export function newStepToken(): string {
  return randomBytes(16).toString("base64url");
}

export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** Ten characters a person can read out: Crockford's base 32, 50 bits, in two groups. */
export function transactionId(): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const characters = [...randomBytes(10)].map((byte) => alphabet[byte & 31]).join("");
  return `${characters.slice(0, 5)}-${characters.slice(5)}`;
}
