/** Into the task's own history: what the person did, when, and from where. */
import type { SittingEvent } from "@eid-gateway/signing";
import { currentTask, type Sitting } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";
import { unlessGone } from "./unless-gone.js";

export async function recordAct(
  { signing }: SittingTools,
  sitting: Sitting,
  act: Pick<SittingEvent, "event" | "data">,
): Promise<void> {
  const { order, task } = currentTask(sitting);
  const { ip, userAgent } = sitting.browser;
  await unlessGone(signing.sittings.record(sitting.service, order, task, { ...act, ip, userAgent }), undefined);
}
