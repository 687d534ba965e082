/** Somebody else than the order's subject has acted: nothing of it is delivered, and the evidence is kept. */
import type { Comparison } from "./compare-signer.js";
import type { FlowEnd } from "./docaction-door.js";
import { evidenceOf } from "./evidence-of.js";
import { currentTask, type Sitting } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";
import { unlessGone } from "./unless-gone.js";

/** The third time the task is over (the domain counts): then the customer's way back for a refusal is taken. */
export async function withhold(
  tools: SittingTools,
  sitting: Sitting,
  { transaction }: Extract<FlowEnd, { kind: "done" }>,
  comparison: Exclude<Comparison, "same">,
): Promise<Sitting> {
  const { order, task } = currentTask(sitting);
  const { bytes } = await evidenceOf(tools, transaction);
  const withheld = {
    evidence: { mediaType: "application/octet-stream", bytes },
    reason: REASONS[comparison],
  };
  const now = await unlessGone(tools.signing.sittings.withhold(sitting.service, order, task, withheld), "open");
  const problem = comparison === "not-who-began" ? comparison : "other-person";
  const work = { ...sitting.work, problem } as const;
  return { ...sitting, work: now === "rejected" ? { ...work, over: "cancelled" } : work };
}

/** In the history, beside the event `error`. */
const REASONS = {
  other: "signer-is-not-the-subject",
  unknown: "signer-is-not-known",
  "not-who-began": "signer-is-not-who-began",
} as const;
