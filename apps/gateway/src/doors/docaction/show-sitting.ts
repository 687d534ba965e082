/** A GET of a sitting: where it stands, as a page, or as the way back to the customer. */
import type { CustomerConfig } from "@eid-gateway/config";
import type { TaskLook } from "@eid-gateway/signing";
import type { PageContext, RenderedPage } from "../../screens/page-context.js";
import { absorbFlow } from "./absorb-flow.js";
import { statementFor } from "./consent.js";
import { changeSitting } from "./find-sitting.js";
import { isLetIn } from "./gate.js";
import { leave, showWaiting } from "./leave-sitting.js";
import { signingMethods } from "./methods-for.js";
import { needsConsent } from "./needs-consent.js";
import { atTask, findTaskToDo } from "./next-task.js";
import { documentPage } from "./pages/document-page.js";
import { endPage } from "./pages/end-page.js";
import { gatePage } from "./pages/gate-page.js";
import { listPage } from "./pages/list-page.js";
import { type SittingPage, sittingPage } from "./pages/sitting-page.js";
import { uploadPage } from "./pages/upload-page.js";
import { canDraw } from "./preview-document.js";
import { type DocumentProgress, inBundle, isBundle, markViewed, progressOf } from "./progress.js";
import { recordAct } from "./record-act.js";
import { mannerOf } from "./serve-document.js";
import { currentTask, type Sitting } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

export type Open = Extract<TaskLook, { kind: "open" }>;

/** Draws a page of the sitting, whoever it has become meanwhile. */
export type ContextFor = (sitting: Sitting) => Promise<PageContext>;

/** What the sitting is at now: flows that have ended are taken up first, and a task that is over, or must wait, left behind. */
export async function stateOf(tools: SittingTools, sitting: Sitting): Promise<{ sitting: Sitting; look: TaskLook }> {
  const look = await lookAt(tools, sitting);
  if (sitting.work.over) return { sitting, look };
  const now = look.kind === "open" ? await absorbFlow(tools, sitting, look) : await passOver(tools, sitting);
  return now === sitting ? { sitting, look } : stateOf(tools, now);
}

async function passOver(tools: SittingTools, sitting: Sitting): Promise<Sitting> {
  const at = await findTaskToDo(tools, sitting);
  if (at === undefined || at === sitting.at) return sitting;
  return (await changeSitting(tools, sitting, sitting.step, async (now) => atTask(now, at))) ?? sitting;
}

function lookAt({ signing }: SittingTools, sitting: Sitting): Promise<TaskLook> {
  const { order, task } = currentTask(sitting);
  return signing.sittings.look(sitting.service, order, task);
}

/** @param at which document, if the address names one */
export async function showSitting(
  tools: SittingTools,
  customer: CustomerConfig,
  { sitting, look }: { readonly sitting: Sitting; readonly look: TaskLook },
  contextFor: ContextFor,
  at: number | undefined,
): Promise<RenderedPage | undefined> {
  const context = await contextFor(sitting);
  const page = sittingPage(context);
  const { over, problem } = sitting.work;
  if (over) return leave(tools, customer, { sitting, look }, page, over);
  if (look.kind === "waiting") return showWaiting(tools, customer, sitting, look.task, page);
  if (look.kind === "unfit") return endPage(page, "unfit", customer.homePage);
  if (look.kind !== "open") return endPage(page, "closed", customer.homePage);
  if (!isLetIn(look.task, sitting.work)) return gatePage(page, problem, look.task.authentication?.dialog);
  const documents = await begin(tools, sitting, look);
  const only = documents.length === 1 ? 0 : at;
  if (only === undefined) return showList(tools, page, sitting, look, documents);
  const document = documents[only];
  return document && showDocument(tools, page, sitting, look, { documents, document, at: only });
}

/** The first look at the documents is when the task starts; the domain writes that once. */
async function begin(tools: SittingTools, sitting: Sitting, open: Open): Promise<readonly DocumentProgress[]> {
  if (await markViewed(tools, sitting, "")) await recordAct(tools, sitting, { event: "task-started" });
  return progressOf(tools, sitting, open.documents);
}

function showList(
  tools: SittingTools,
  page: SittingPage,
  sitting: Sitting,
  { task, documents: all }: Open,
  documents: readonly DocumentProgress[],
): RenderedPage {
  const consent = {
    statement: statementFor(task, inBundle(documents), page.context.language),
    isTicked: needsConsent(tools, sitting, task),
  };
  return listPage(page, {
    documents,
    dialog: task.dialog,
    isBundle: isBundle(task, all),
    consent,
    problem: sitting.work.problem,
  });
}

async function showDocument(
  tools: SittingTools,
  page: SittingPage,
  sitting: Sitting,
  { task, documents: all }: Open,
  { documents, document, at }: { documents: readonly DocumentProgress[]; document: DocumentProgress; at: number },
): Promise<RenderedPage> {
  const { problem } = sitting.work;
  if (document.action === "upload" && document.mediaType === undefined) {
    const maxBytes = tools.config.customers.get(sitting.service)?.signing?.maxBytes ?? 0;
    return uploadPage(page, { document, at, maxBytes, problem });
  }
  const manner = mannerOf(document.mediaType);
  const text = manner === "text" || manner === "xml" ? await readText(tools, sitting, document) : undefined;
  const isSignedHere = !isBundle(task, all) && signingMethods(task, sitting.work).length > 0;
  return documentPage(page, {
    document,
    at,
    manner,
    ...(text !== undefined && { text }),
    isOnly: documents.length === 1,
    isSignedHere,
    isDrawn: manner === "xml" && canDraw(tools, sitting, task),
    dialog: document.dialog ?? (documents.length === 1 ? task.dialog : undefined),
    consent: {
      statement: statementFor(task, [document], page.context.language),
      isTicked: needsConsent(tools, sitting, task),
    },
    problem,
  });
}

/** Text stands on the page itself: drawing it is showing it. */
async function readText(tools: SittingTools, sitting: Sitting, { id }: DocumentProgress): Promise<string> {
  const { order, task } = currentTask(sitting);
  const file = await tools.signing.sittings.read(sitting.service, order, task, id);
  await noteViewed(tools, sitting, id);
  return new TextDecoder().decode(file?.bytes);
}

export async function noteViewed(tools: SittingTools, sitting: Sitting, document: string): Promise<void> {
  if (await markViewed(tools, sitting, document))
    await recordAct(tools, sitting, { event: "document-viewed", data: document });
}
