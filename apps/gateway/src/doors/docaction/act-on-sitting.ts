/** A form of a sitting's page: one act, which spends the step token. What it gives is where the browser goes next. */
import type { Fields } from "@eid-gateway/core";
import type { TaskDocument, TaskLook } from "@eid-gateway/signing";
import type { Browser } from "../../flow/begin-flow.js";
import { type BegunFlow, beginGate, beginSignature, type Sent } from "./begin-flow-for.js";
import { completeTask } from "./complete-task.js";
import { changeSitting } from "./find-sitting.js";
import { isLetIn } from "./gate.js";
import { needsConsent } from "./needs-consent.js";
import { endSitting } from "./next-task.js";
import { inBundle, isBundle, isReady, placesOf, progressOf } from "./progress.js";
import { currentTask, type Sitting, withoutProblem, withProblem } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";
import { unlessGone } from "./unless-gone.js";

type Open = Extract<TaskLook, { kind: "open" }>;

/** What a form may ask for: the field `action`. */
type Act = "authenticate" | "sign" | "send" | "restart" | "postpone" | "reject";

/** What can be done before the person is let in. */
const AT_THE_GATE: readonly string[] = ["authenticate", "postpone", "reject"] satisfies Act[];

export interface Answered {
  /** `undefined`: somebody else was first, and nothing was done. */
  readonly sitting: Sitting | undefined;
  /** A flow that was begun: its address and its cookie. */
  readonly begun?: BegunFlow;
}

export async function actOnSitting(
  tools: SittingTools,
  sitting: Sitting,
  open: Open,
  fields: Fields,
  { browser, language }: { readonly browser: Browser; readonly language: string },
): Promise<Answered> {
  let begun: BegunFlow | undefined;
  const leave = ({ sitting: next, begun: flow }: Sent): Sitting => {
    begun = flow;
    return next;
  };
  const changed = await changeSitting(tools, sitting, fields.step ?? "", async (before) => {
    const now = withoutProblem(before);
    if (!isLetIn(open.task, now.work) && !AT_THE_GATE.includes(fields.action ?? "")) return before;
    switch (fields.action as Act) {
      case "authenticate":
        return leave(await beginGate(tools, now, open, language, browser));
      case "sign": {
        const wanted = await documentsToSign(tools, now, open, fields);
        if (wanted === "changed") return now;
        if (typeof wanted === "string") return withProblem(now, wanted);
        return leave(await beginSignature(tools, now, open, wanted, language, browser));
      }
      case "send":
        return (await mayBeSent(tools, now, open)) ? completeTask(tools, now, open) : now;
      case "restart":
        return beginAgain(now);
      case "postpone":
        return endSitting(now, "postponed");
      case "reject":
        return reject(tools, now);
      default:
        return before;
    }
  });
  return { sitting: changed, ...(changed && begun && { begun }) };
}

/**
 * The documents that the next act signs: those of the bundle, or the one of the form, read before and agreed to where the gateway's own
 * page is where that happens.
 *
 * @returns "changed" where the page showed another bundle than there is now
 */
async function documentsToSign(
  tools: SittingTools,
  sitting: Sitting,
  open: Open,
  fields: Fields,
): Promise<readonly TaskDocument[] | "unread" | "no-consent" | "changed"> {
  const all = await progressOf(tools, sitting, open.documents);
  const bundle = isBundle(open.task, open.documents) && inBundle(all);
  const wanted = bundle || all.filter(({ id, action }) => action === "sign" && id === fields.document);
  if (wanted.length === 0 || wanted.some(({ isViewed, isSigned }) => !isViewed || isSigned)) return "unread";
  if (bundle && fields.documents !== placesOf(bundle, all)) return "changed";
  if (needsConsent(tools, sitting, open.task) && fields.consent !== "on") return "no-consent";
  return wanted;
}

async function mayBeSent(tools: SittingTools, sitting: Sitting, open: Open): Promise<boolean> {
  return isReady(await progressOf(tools, sitting, open.documents));
}

async function reject(tools: SittingTools, sitting: Sitting): Promise<Sitting> {
  const { order, task } = currentTask(sitting);
  await unlessGone(tools.signing.sittings.reject(sitting.service, order, task), false);
  return endSitting(sitting, "cancelled");
}

/** Also what is being signed just now, in another tab, is thrown away: it was begun before this. */
function beginAgain({ work, ...sitting }: Sitting): Sitting {
  const away = work.away.map((one) => (one.for === "signature" ? { ...one, isDropped: true as const } : one));
  return { ...sitting, work: { ...work, signed: [], away } };
}
