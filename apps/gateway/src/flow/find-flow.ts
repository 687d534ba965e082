/** A flow for the browser that has its secret, as it stands at this moment: whose time is over has failed, whatever the row says. */
import { timingSafeEqual } from "node:crypto";
import { type Browser, hashOf } from "./begin-flow.js";
import { TIMEOUT } from "./failures.js";
import type { Flow } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";

/** What a browser sent. `secret` is its cookie for this flow. */
export interface Visit {
  readonly id: string;
  readonly secret: string | undefined;
  readonly browser: Pick<Browser, "kept">;
}
export type Refusal = "unknown" | "foreign";

/** Finds the flow for a browser: gone, or another browser's, or itself. */
export async function findFlow(tools: FlowTools, visit: Visit): Promise<{ flow: Flow; busy: boolean } | Refusal> {
  const found = await tools.storage.flows.read(visit.id);
  if (!found) return "unknown";
  const flow = found.body as Flow;
  if (!isSameSecret(visit.secret, flow.browser.secret)) return "foreign";
  return { flow: withTimeout(tools, flow), busy: found.busy };
}

/** A flow whose person ran out of time is a failure like any other: it says so and leads back. */
export function withTimeout(tools: FlowTools, flow: Flow): Flow {
  const late = tools.clock.now().getTime() >= flow.idleMs;
  if (!late || flow.stage.kind === "over" || flow.stage.kind === "failed") return flow;
  return { ...flow, stage: { kind: "failed", code: TIMEOUT, category: "expired" } };
}

/** Whether there is another method than the one that runs or failed. */
export function mayChooseAnother({ request, stage, method }: Flow): boolean {
  return request.methods.length > 1 && method !== undefined && stage.kind !== "choose" && stage.kind !== "over";
}

function isSameSecret(secret: string | undefined, expected: string): boolean {
  const given = Buffer.from(hashOf(secret ?? ""));
  const wanted = Buffer.from(expected);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
