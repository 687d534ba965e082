/** A flow that another request holds, once that is done: a double click, a reload. Its result is what is wanted. */
import type { NoticeKind } from "../screens/render-notice.js";
import { findFlow, type Refusal, type Visit } from "./find-flow.js";
import type { Flow } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";

const WAIT_MS = 50;
const PATIENCE_MS = 8_000;

/** What a person is told in the place of a flow. */
export const NO_FLOW = {
  unknown: "expired",
  foreign: "other-browser",
  busy: "unavailable",
} as const satisfies Record<Refusal | "busy", NoticeKind>;

export async function waitForFlow(tools: FlowTools, visit: Visit): Promise<Flow | keyof typeof NO_FLOW> {
  for (let waitedMs = 0; waitedMs <= PATIENCE_MS; waitedMs += WAIT_MS) {
    const found = await findFlow(tools, visit);
    if (typeof found === "string") return found;
    if (!found.busy) return found.flow;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  return "busy";
}
