/**
 * Others' results that a task is to sign: nobody could look into them when they were ordered. Each is looked at once, when it is there
 * and the task opens, by the rules of an ordered document; the verdict, and the stylesheet it was made with, stand with the file from then on.
 */
import { stylesheetOf } from "../documents/gather-documents.js";
import type { DocumentUse } from "../documents/uses.js";
import type { SigningPorts } from "../ports.js";
import { checkDocument, mergePurposes, purposeOf } from "../rules/check-documents.js";
import { SigningError } from "../signing-error.js";
import { insertEvents } from "../tables/event-rows.js";
import { findFiles, type HeldFile, noteFile, readHeld, type Verdict } from "../tables/file-rows.js";
import type { TaskName } from "../tables/keys.js";
import { changeOrder } from "../tables/order-rows.js";
import type { Standing } from "./standing.js";

/** A document of a task, and its file as far as it is there. */
export type Source = { readonly use: DocumentUse; readonly file: HeldFile | undefined; readonly verdict?: Verdict };

export async function judgeResults(
  ports: SigningPorts,
  name: TaskName,
  standing: Standing,
  sources: readonly Source[],
): Promise<readonly Source[]> {
  const judged: Source[] = [];
  for (const source of sources) {
    const { use, file } = source;
    const isJudged = use.document.kind === "result" && use.action.type === "sign" && file !== undefined;
    judged.push(isJudged ? { ...source, verdict: await verdictOn(ports, name, standing, use, file) } : source);
  }
  return judged;
}

async function verdictOn(
  ports: SigningPorts,
  name: TaskName,
  standing: Standing,
  use: DocumentUse,
  file: HeldFile,
): Promise<Verdict> {
  const about = JSON.stringify([name.taskId, use.document.id]);
  const known = file.verdicts?.[about];
  if (known) return known;
  const verdict = await judge(ports, name, standing, use, file);
  return changeOrder(ports.storage.workbench, name, async (parts, kept) => {
    const [now] = await findFiles(parts, [file.key]);
    const already = now?.verdicts?.[about]; // another request was as fast
    if (!now || already) return already ?? verdict;
    const { key: _key, kind: _kind, blob: _blob, bytes: _bytes, sha256: _sha256, ...notes } = now;
    await noteFile(parts, kept.key, now, { ...notes, verdicts: { ...now.verdicts, [about]: verdict } });
    if (verdict.fault !== undefined) {
      const data = `${use.document.id}: ${verdict.fault}`;
      await insertEvents(parts, kept, [{ event: "error", task: standing.task.key, data }]);
    }
    return verdict;
  });
}

async function judge(
  ports: SigningPorts,
  { service }: TaskName,
  { request }: Standing,
  { document }: DocumentUse,
  file: HeldFile,
): Promise<Verdict> {
  const terms = ports.terms(service);
  const context = { ...ports, service, terms };
  const stylesheet = stylesheetOf({ document }, file.mediaType, terms);
  const read = async () => (await readHeld(ports.storage.workbench, file))?.bytes ?? new Uint8Array();
  const known = { mediaType: file.mediaType, length: file.bytes, ...stylesheet, place: [], read };
  try {
    await checkDocument(known, mergePurposes([purposeOf(request, "sign")], context), context);
    return stylesheet;
  } catch (error) {
    if (error instanceof SigningError) return { ...stylesheet, fault: error.message };
    throw error;
  }
}
