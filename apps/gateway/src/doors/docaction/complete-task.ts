/**
 * Seals what was signed and ends the task. Seals are made first, then everything is written in one transaction: a node that dies
 * before it leaves the task as it was, and after it everything is there.
 */
import { EidError } from "@eid-gateway/core";
import {
  formatOf,
  type SittingEvent,
  type StoredFile,
  type TaskDocument,
  type TaskLook,
  type TaskResult,
} from "@eid-gateway/signing";
import { DocumentGone } from "../../flow/take-step.js";
import type { DocumentContent } from "../../signing/sealer.js";
import { evidenceOf } from "./evidence-of.js";
import { goOn } from "./next-task.js";
import { currentTask, type Signed, type Sitting, withProblem } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";
import { unlessGone } from "./unless-gone.js";

type Open = Extract<TaskLook, { kind: "open" }>;

/**
 * @returns the sitting at its next task or its end; as it was, when the task was over before: then it finds that closed, and nobody is
 * told that they have signed what somebody else did, or nobody; with a problem, when no seal is to be had now: the signatures are kept
 */
export async function completeTask(tools: SittingTools, sitting: Sitting, open: Open): Promise<Sitting> {
  const { order, task } = currentTask(sitting);
  try {
    const results = (await Promise.all(sitting.work.signed.map((act) => resultsOf(tools, sitting, open, act)))).flat();
    const events = results.map(({ documentId }): SittingEvent => {
      return {
        event: "document-signed",
        data: documentId,
        ip: sitting.browser.ip,
        userAgent: sitting.browser.userAgent,
      };
    });
    const { sittings } = tools.signing;
    const isFirst = await unlessGone(sittings.complete(sitting.service, order, task, { results, events }), false);
    if (isFirst) return goOn(tools, sitting);
    tools.log.info({ service: sitting.service }, "a task was over before it was sent in");
    return sitting;
  } catch (error) {
    if (error instanceof DocumentGone) return sitting;
    if (!(error instanceof EidError) || error.category !== "unavailable") throw error;
    tools.log.warn(
      { service: sitting.service, reference: sitting.reference, err: error },
      "a signature could not be sealed",
    );
    return withProblem(sitting, "not-sealed");
  }
}

async function resultsOf(tools: SittingTools, sitting: Sitting, open: Open, act: Signed): Promise<TaskResult[]> {
  const { service } = sitting;
  const { order, task } = currentTask(sitting);
  const { bytes, validation } = await evidenceOf(tools, act.transaction);
  const documents = open.documents.filter(({ id }) => act.documents.includes(id));
  const all = await Promise.all(documents.map((document) => contentOf(tools, sitting, document)));
  const { intent, method, consent, at } = act;
  const proof = { intent, bytes, at: new Date(at), ...(validation && { validation }) };
  const history = await tools.signing.orders.history(service, order, task);
  const events = [
    ...history,
    ...documents.map(({ id }) => ({ event: "document-signed" as const, at: proof.at, data: id })),
  ];
  const signer = { ...act.signer, method };
  return Promise.all(
    all.map(async (document): Promise<TaskResult> => {
      const evidence = await tools.sealer.seal({ order, task, document, all, signer, proof, consent, events });
      const file = deliversNative(open, act, tools, service) ? nativeOf(bytes) : evidence;
      return { documentId: document.id, file, evidence, signer: act.signer, method };
    }),
  );
}

async function contentOf(tools: SittingTools, sitting: Sitting, document: TaskDocument): Promise<DocumentContent> {
  const { order, task } = currentTask(sitting);
  const { id, description: title, stylesheet, sha256 } = document;
  const file = await tools.signing.sittings.read(sitting.service, order, task, id);
  if (!file || !sha256) throw new DocumentGone("a document that was signed is gone");
  return { ...file, id, title, sha256, ...(stylesheet !== undefined && { stylesheet }) };
}

/** The eID's own signature, where it made one and the order, or else the service, wants it bare. */
function deliversNative({ order }: Open, { intent }: Signed, { config }: SittingTools, service: string): boolean {
  const usual = config.customers.get(service)?.signing?.sdoFormat ?? "native";
  return formatOf(order, usual, intent) === "native";
}

function nativeOf(bytes: Uint8Array): StoredFile {
  return { mediaType: "application/xml", bytes };
}
