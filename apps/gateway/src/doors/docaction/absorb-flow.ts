/** The browser is back from a flow: what it ended with becomes part of the sitting, once. */
import type { TaskLook } from "@eid-gateway/signing";
import type { Flow } from "../../flow/flow.js";
import { compareSigner } from "./compare-signer.js";
import { completeTask } from "./complete-task.js";
import { DOCACTION, type FlowEnd } from "./docaction-door.js";
import { changeSitting } from "./find-sitting.js";
import { isBundle, isReady, progressOf } from "./progress.js";
import { recordAct } from "./record-act.js";
import { type Away, type Sitting, whoBegan, withoutProblem, withProblem } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";
import { withhold } from "./withhold.js";

type Open = Extract<TaskLook, { kind: "open" }>;
type Done = Extract<FlowEnd, { kind: "done" }>;

/**
 * Takes up one flow that has ended, in whichever tab it was.
 *
 * @returns the sitting as it is now; the same when none has
 */
export async function absorbFlow(tools: SittingTools, sitting: Sitting, open: Open): Promise<Sitting> {
  for (const away of sitting.work.away) {
    const end = await endOf(tools, away);
    if (!end) continue;
    const changed = await changeSitting(tools, sitting, sitting.step, (now) => takeUp(tools, now, open, away, end));
    return changed ?? sitting;
  }
  return sitting;
}

async function endOf({ storage }: SittingTools, { flow }: Away): Promise<FlowEnd | "gone" | undefined> {
  const found = await storage.flows.read(flow);
  if (!found) return "gone"; // its time was over before the browser came back
  const { stage, request } = found.body as Flow;
  if (stage.kind !== "over" || request.door !== DOCACTION) return undefined;
  return stage.kept as FlowEnd;
}

async function takeUp(
  tools: SittingTools,
  sitting: Sitting,
  open: Open,
  away: Away,
  end: FlowEnd | "gone",
): Promise<Sitting> {
  const { away: all, ...work } = sitting.work;
  const others = all.filter(({ flow }) => flow !== away.flow);
  if (others.length === all.length) return sitting;
  const back: Sitting = { ...sitting, work: { ...work, away: others } };
  if (end === "gone" || end.kind === "failed") return stopped(tools, back, away, end);
  if (away.for === "signature" && away.isDropped) return withProblem(back, "dropped");
  const comparison = compareSigner({ subject: open.subjectNationalId, began: whoBegan(work) }, end);
  if (comparison !== "same") return withhold(tools, back, end, comparison);
  const done = withoutProblem(back);
  return away.for === "gate" ? letIn(tools, done, end) : signed(tools, done, open, away, end);
}

async function stopped(
  tools: SittingTools,
  sitting: Sitting,
  away: Away,
  end: Extract<FlowEnd, { kind: "failed" }> | "gone",
): Promise<Sitting> {
  const isCancelled = end === "gone" || end.isCancelled;
  const data = end === "gone" ? {} : { data: end.code };
  if (away.for === "gate") await recordAct(tools, sitting, { event: "user-authentication-cancelled", ...data });
  else await recordAct(tools, sitting, { event: "document-sign-cancelled", ...data });
  return withProblem(sitting, isCancelled ? "cancelled" : "failed");
}

async function letIn(tools: SittingTools, sitting: Sitting, end: Done): Promise<Sitting> {
  await recordAct(tools, sitting, { event: "user-authenticated", data: end.method });
  const { method, family, identityKind, subject, nationalId } = end;
  const atGate = { family, identityKind, subject, ...(nationalId && { nationalId }) };
  const away = sitting.work.away.filter((one) => one.for !== "gate"); // one log-in is enough
  return { ...sitting, work: { ...sitting.work, away, passed: method, atGate } };
}

/** One document or a bundle is sent in at once; of several, the person may still read, sign and begin again before they send them. */
async function signed(
  tools: SittingTools,
  sitting: Sitting,
  open: Open,
  { documents, consent }: Extract<Away, { for: "signature" }>,
  end: Done,
): Promise<Sitting> {
  const { transaction, method, family, intent, at, kind: _, identityKind, ...signer } = end;
  const act = { documents, consent, transaction, method, family, identityKind, intent, at, signer };
  const { work } = sitting;
  // Of two signatures on one document, begun in two tabs, the first counts, and the other is waited for no longer.
  const away = work.away.filter((one) => one.for === "gate" || !one.documents.some((id) => documents.includes(id)));
  const next: Sitting = { ...sitting, work: { ...work, away, signed: [...work.signed, act] } };
  const goesAtOnce = open.documents.length === 1 || isBundle(open.task, open.documents);
  const isAll = isReady(await progressOf(tools, next, open.documents));
  return goesAtOnce && isAll ? completeTask(tools, next, open) : next;
}
