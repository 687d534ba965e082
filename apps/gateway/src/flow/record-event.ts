/** The audit trail: what happened in a flow and when, without personal data. */
import type { Facts } from "@eid-gateway/core";
import type { Flow } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";

const KEPT_DAYS = 90;

export async function recordEvent(
  tools: FlowTools,
  flow: Flow,
  event: "begun" | "advanced" | "failed" | "done" | "cancelled" | "replayed" | "forgotten",
  more: { readonly code?: string; readonly facts?: Facts } = {},
): Promise<void> {
  const at = tools.clock.now();
  const { code, facts } = more;
  const about = { transaction: flow.transaction, service: flow.request.service, method: flow.method };
  tools.log.info({ ...about, ...facts, ...(code !== undefined && { code }) }, `flow ${event}`);
  await tools.storage.events.append({
    transaction: flow.transaction,
    at,
    service: flow.request.service,
    event,
    expires: new Date(at.getTime() + KEPT_DAYS * 86_400_000),
    ...(flow.method !== undefined && { method: flow.method }),
    ...more,
  });
}
