/** The end of a flow: what must hold is compared, evidence is kept, the outcome is cut to what was asked for, and the door answers. */
import type { AnyEidMethod, Assurance, Evidence, Identity, Storable } from "@eid-gateway/core";
import { StorageError } from "@eid-gateway/storage";
import { SYSTEM_ERROR, TIMEOUT, USER_CANCEL } from "./failures.js";
import type { Flow, FlowOutcome, FlowRequest, Result } from "./flow.js";
import type { FlowTools } from "./flow-tools.js";
import { recordEvent } from "./record-event.js";
import type { Progress } from "./take-step.js";

const EVIDENCE_KEPT_DAYS = 90;
/** Of a signature, with the document in it: longer than any sitting. By then the order has it, and it goes when the order goes. */
const SIGNATURE_KEPT_DAYS = 1;
const LEVELS: readonly Assurance[] = ["low", "substantial", "high"];

/** Takes a method's progress into the flow: its next stage, or the end. */
export async function settle(tools: FlowTools, flow: Flow, method: AnyEidMethod, progress: Progress): Promise<Flow> {
  if (progress.kind === "stage") return { ...flow, stage: progress.stage };
  if (progress.kind === "gone") return endFlow(tools, flow, { kind: "failed", code: TIMEOUT, category: "expired" });
  const { identity } = progress;
  const unmet = findUnmetWish(flow.request, progress);
  if (unmet) {
    tools.log.error(
      { transaction: flow.transaction, method: method.id, unmet },
      "the outcome is not what was asked for",
    );
    return { ...flow, stage: { kind: "failed", code: SYSTEM_ERROR, category: "misconfigured" } };
  }
  await keepEvidence(tools, flow, identity);
  await recordEvent(tools, flow, "done", { facts: { kind: identity.kind } });
  const outcome: FlowOutcome = {
    kind: "done",
    transaction: flow.transaction,
    method: flow.method ?? method.id,
    intent: method.intent,
    family: method.family,
    country: method.country,
    at: tools.clock.now(),
    identity: release(flow.request, method, identity),
    ...(flow.request.forget && { forgotten: await forget(tools, flow, method, identity) }),
  };
  return endFlow(tools, flow, outcome);
}

/** All that the family's methods keep of this person for this service, also what they have kept in this very flow. */
async function forget(tools: FlowTools, flow: Flow, { family }: AnyEidMethod, { subject }: Identity): Promise<number> {
  const count = await tools.storage.forgetSubject(flow.request.service, family, subject);
  await recordEvent(tools, flow, "forgotten", { facts: { count } });
  return count;
}

/** Hands the outcome to the door and keeps where it leads. */
export async function endFlow(tools: FlowTools, flow: Flow, outcome: FlowOutcome): Promise<Flow> {
  const { door, service, reply } = flow.request;
  const found = tools.doors.get(door);
  if (!found) throw new Error(`no door named ${door}`);
  const ending = await found.answer(reply, outcome);
  const code = outcome.kind === "failed" ? outcome.code : "success";
  tools.metrics.ended(service, flow.method ?? "", code, tools.clock.now().getTime() - flow.begunMs);
  const result = resultOf(outcome);
  if (typeof ending === "string") return { ...flow, stage: { kind: "over", address: ending, result } };
  const address = "page" in ending ? `/flow/${flow.id}/${ending.page}` : ending.address;
  return { ...flow, stage: { kind: "over", address, kept: ending.kept, result } };
}

function resultOf(outcome: FlowOutcome): Result {
  if (outcome.kind === "done") return { status: "success" };
  const { code, category } = outcome;
  return category === "cancelled" ? { status: "cancel", code: USER_CANCEL } : { status: "error", code };
}

/** With all that the verifier relied on: later nobody may answer any more. */
function keptEvidence({ bytes, report, validation }: Evidence, { browser: { ip, userAgent } }: Flow): Storable {
  return { bytes, report, ip, userAgent, ...(validation && { validation: { ...validation } }) };
}

/** What the gateway demands of an outcome: a method that is older than a wish fails closed. */
function findUnmetWish({ needs, signing }: FlowRequest, { identity, signedSha256 }: Done): string | undefined {
  const { assurance } = needs;
  if (assurance && LEVELS.indexOf(identity.assurance ?? "low") < LEVELS.indexOf(assurance)) return "assurance";
  if (!signing) return signedSha256 === undefined ? undefined : "log-in";
  const { binding } = identity.evidence;
  if (binding !== signing.binding && (signedSha256 === undefined || binding !== undefined)) return "binding";
  if (signedSha256 === undefined) return undefined;
  const [document, ...others] = signing.documents;
  return others.length === 0 && document?.sha256 === signedSha256 ? undefined : "document";
}
type Done = Extract<Progress, { kind: "done" }>;

/** The relying party gets what it asked for and may have, whatever the method found out. The signed message stays here. */
function release({ needs }: FlowRequest, method: AnyEidMethod, identity: Identity): Identity {
  const { nationalId, organization, organizations, attributes, ...rest } = identity;
  // What is not declared nobody has reviewed (docs/decisions/0004).
  const declared = Object.entries(attributes).filter(([name]) => Object.hasOwn(method.attributes ?? {}, name));
  const evidence = { format: identity.evidence.format, bytes: new Uint8Array(), report: null };
  return {
    ...rest,
    attributes: Object.fromEntries(declared),
    ...(needs.nationalId && nationalId && { nationalId }),
    ...(needs.organization && organization && { organization }),
    ...(needs.organization && organizations && { organizations }),
    evidence,
  };
}

async function keepEvidence(tools: FlowTools, flow: Flow, { evidence }: Identity): Promise<void> {
  const now = tools.clock.now().getTime();
  const days = flow.request.signing ? SIGNATURE_KEPT_DAYS : EVIDENCE_KEPT_DAYS;
  const kept = tools.storage.evidence.put({
    transaction: flow.transaction,
    service: flow.request.service,
    method: flow.method ?? "",
    format: evidence.format,
    body: keptEvidence(evidence, flow),
    expires: new Date(now + days * 86_400_000),
  });
  // Kept already: the database failed after this point, and the person has posted the same step again.
  await kept.catch((error: unknown) => {
    if (!(error instanceof StorageError && error.code === "storage:conflict")) throw error;
  });
}
