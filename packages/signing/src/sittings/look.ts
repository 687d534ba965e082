import type { TableParts } from "@eid-gateway/storage";
import { type DocumentUse, sourceKey, usesOf } from "../documents/uses.js";
import type { DocumentSource } from "../model/document.js";
import type { Order, TaskRequest } from "../model/order.js";
import type { TaskDocument, TaskLook } from "../signing.js";
import { findFiles, type HeldFile } from "../tables/file-rows.js";
import type { TaskName } from "../tables/keys.js";
import { readStanding } from "./standing.js";

export async function lookAtTask(parts: TableParts, name: TaskName): Promise<TaskLook> {
  const standing = await readStanding(parts, name);
  if (!standing) return { kind: "unknown" };
  const { kept, task, request, waitsFor } = standing;
  const { order } = kept;
  if (task.status !== "created") return { kind: "over", status: task.status, order, task: request };
  const documents = waitsFor.length > 0 ? undefined : await describeDocuments(parts, name, order, request);
  if (!documents) return { kind: "waiting", order, task: request, for: waitsFor };
  const nationalId = subjectOf(order, request)?.nationalId;
  return { kind: "open", order, task: request, ...(nationalId && { subjectNationalId: nationalId }), documents };
}

export function subjectOf(order: Order, task: TaskRequest) {
  return task.subject ?? order.subjects.find(({ id }) => id !== undefined && id === task.subjectRef);
}

/** `undefined`: a package among them is still to be made. */
async function describeDocuments(
  parts: TableParts,
  name: TaskName,
  order: Order,
  task: TaskRequest,
): Promise<readonly TaskDocument[] | undefined> {
  const uses = usesOf(order, task);
  const keys = uses.map((use) => sourceKey(parts, name, use));
  const files = await findFiles(parts, keys);
  const fileOf = (index: number) => files.find(({ key }) => Buffer.from(keys[index]!).equals(key));
  if (uses.some(({ document }, index) => document.kind === "packaging-result" && !fileOf(index))) return undefined;
  return uses.map((use, index) => describe(use, fileOf(index)));
}

function describe({ action, document }: DocumentUse, file: HeldFile | undefined): TaskDocument {
  return {
    id: document.id,
    action: action.type,
    optional: action.optional ?? false,
    description: descriptionOf(document),
    ...(action.dialog && { dialog: action.dialog }),
    ...(file && { mediaType: file.mediaType, sha256: file.sha256, bytes: file.bytes }),
    ...(file?.stylesheet !== undefined && stylesheetOf(file.stylesheet, document)),
    ...(document.signTextEntry !== undefined && { signTextEntry: document.signTextEntry }),
  };
}

function stylesheetOf(stylesheet: string, { externalReference: name }: DocumentSource) {
  return { stylesheet, ...(name !== undefined && { stylesheetName: name }) };
}

/** Some kinds of document have no description of their own. */
export function descriptionOf(document: DocumentSource): string {
  const own = "description" in document ? document.description : undefined;
  return own ?? document.externalReference ?? document.id ?? "";
}
