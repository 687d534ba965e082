import type { TableParts } from "@eid-gateway/storage";
import { sourceKey, usesOf } from "../documents/uses.js";
import type { DocumentSource } from "../model/document.js";
import type { Order, TaskRequest } from "../model/order.js";
import type { SigningPorts } from "../ports.js";
import type { TaskDocument, TaskLook } from "../signing.js";
import { findFiles } from "../tables/file-rows.js";
import type { TaskName } from "../tables/keys.js";
import { judgeResults, type Source } from "./judge-results.js";
import { readStanding, type Standing } from "./standing.js";

export async function lookAtTask(ports: SigningPorts, name: TaskName): Promise<TaskLook> {
  const standing = await readStanding(ports.storage.workbench, name);
  if (!standing) return { kind: "unknown" };
  const { kept, task, request, waitsFor } = standing;
  const { order } = kept;
  if (task.status !== "created") return { kind: "over", status: task.status, order, task: request };
  const found = waitsFor.length > 0 ? undefined : await findSources(ports.storage.workbench, name, standing);
  if (!found) return { kind: "waiting", order, task: request, for: waitsFor };
  const sources = await judgeResults(ports, name, standing, found);
  if (sources.some(({ use, verdict }) => verdict?.fault !== undefined && !use.action.optional))
    return { kind: "unfit", order, task: request };
  const nationalId = subjectOf(order, request)?.nationalId;
  const documents = sources.map(describe);
  return { kind: "open", order, task: request, ...(nationalId && { subjectNationalId: nationalId }), documents };
}

export function subjectOf(order: Order, task: TaskRequest) {
  return task.subject ?? order.subjects.find(({ id }) => id !== undefined && id === task.subjectRef);
}

/** `undefined`: a package among them is still to be made. */
async function findSources(
  parts: TableParts,
  name: TaskName,
  { kept, request }: Standing,
): Promise<readonly Source[] | undefined> {
  const uses = usesOf(kept.order, request);
  const keys = uses.map((use) => sourceKey(parts, name, use));
  const files = await findFiles(parts, keys);
  const fileOf = (index: number) => files.find(({ key }) => Buffer.from(keys[index]!).equals(key));
  if (uses.some(({ document }, index) => document.kind === "packaging-result" && !fileOf(index))) return undefined;
  return uses.map((use, index) => ({ use, file: fileOf(index) }));
}

/** An optional document that cannot be signed is as good as not there. */
function describe({ use: { action, document }, file, verdict }: Source): TaskDocument {
  const stylesheet = verdict?.stylesheet ?? file?.stylesheet;
  const isThere = file && verdict?.fault === undefined;
  return {
    id: document.id,
    action: action.type,
    optional: action.optional ?? false,
    description: descriptionOf(document),
    ...(action.dialog && { dialog: action.dialog }),
    ...(isThere && { mediaType: file.mediaType, sha256: file.sha256, bytes: file.bytes }),
    ...(isThere && stylesheet !== undefined && stylesheetOf(stylesheet, document)),
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
