/** How far the person has come with each document of the task, and what may be done next. */
import type { TaskDocument, TaskRequest } from "@eid-gateway/signing";
import type { Sitting, TaskName } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

export interface DocumentProgress extends TaskDocument {
  readonly isViewed: boolean;
  readonly isSigned: boolean;
  readonly isDone: boolean; // as far as it must be
}

export async function progressOf(
  tools: SittingTools,
  sitting: Sitting,
  documents: readonly TaskDocument[],
): Promise<readonly DocumentProgress[]> {
  const signed = new Set(sitting.work.signed.flatMap((act) => act.documents));
  return Promise.all(
    documents.map(async (document) => {
      const [isViewed, isSigned] = [await wasViewed(tools, sitting, document.id), signed.has(document.id)];
      return { ...document, isViewed, isSigned, isDone: isDone(document, isViewed, isSigned) };
    }),
  );
}

function isDone({ action, mediaType }: TaskDocument, isViewed: boolean, isSigned: boolean): boolean {
  if (action === "sign") return isSigned;
  return action === "view" ? isViewed : mediaType !== undefined;
}

/** Whether everything is done that must be, so that the task can be sent in. */
export function isReady(documents: readonly DocumentProgress[]): boolean {
  return documents.every(({ isDone, optional }) => isDone || optional) && documents.some(({ isDone }) => isDone);
}

/** By one act for all, or one after the other: what an order that does not say wants. */
export function isBundle({ bundle = true }: Pick<TaskRequest, "bundle">, documents: readonly TaskDocument[]): boolean {
  return bundle && documents.filter(({ action }) => action === "sign").length > 1;
}

/** What one act signs of a bundle: all that must be signed, and of what need not be, that which was read. */
export function inBundle(documents: readonly DocumentProgress[]): readonly DocumentProgress[] {
  return documents.filter(({ action, optional, isViewed }) => action === "sign" && (!optional || isViewed));
}

/** Their places, as the form says them that signs them: what was read meanwhile in another tab was not on its page. */
export function placesOf(documents: readonly DocumentProgress[], all: readonly TaskDocument[]): string {
  return documents.map(({ id }) => all.findIndex((one) => one.id === id)).join(" ");
}

/** Reading is remembered beside the sitting, not in it: a file that loads must not keep a form waiting, nor spend its token. */
export async function markViewed(tools: SittingTools, sitting: Sitting, document: string): Promise<boolean> {
  const { store, key } = viewedIn(tools, sitting, document);
  return (await store.count(key, new Date(sitting.endMs))) === 1;
}

async function wasViewed(tools: SittingTools, sitting: Sitting, document: string): Promise<boolean> {
  const { store, key } = viewedIn(tools, sitting, document);
  return (await store.get(key)) !== undefined;
}

function viewedIn({ storage }: SittingTools, { id, tasks, at }: Sitting, document: string) {
  const { order, task } = tasks[at] as TaskName;
  return { store: storage.entries("@gateway", "sitting"), key: JSON.stringify(["viewed", id, order, task, document]) };
}
