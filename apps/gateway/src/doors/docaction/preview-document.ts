/** How a document looks that only a method can draw: XML through its stylesheet. */
import type { StoredFile, TaskDocument, TaskRequest } from "@eid-gateway/signing";
import { toSign } from "../../signing/method-catalogue.js";
import { signingMethods } from "./methods-for.js";
import type { Sitting } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

/** Whether one of the task's methods draws it: of a log-in none does, and the person reads what is signed as it is. */
export function canDraw({ directory }: SittingTools, { service, work }: Sitting, task: TaskRequest): boolean {
  return signingMethods(task, work).some((name) => directory.find(service, name)?.open.preview !== undefined);
}

/** @returns HTML by the first of the task's methods that draws it; `undefined` where none does */
export async function previewDocument(
  { directory }: SittingTools,
  { service, work }: Sitting,
  task: TaskRequest,
  { description, stylesheet }: TaskDocument,
  file: StoredFile,
): Promise<StoredFile | undefined> {
  if (stylesheet === undefined) return undefined;
  for (const name of signingMethods(task, work)) {
    const shown = await directory.find(service, name)?.open.preview?.(toSign({ ...file, stylesheet }, description));
    if (shown) return { mediaType: "text/html", bytes: new TextEncoder().encode(shown.html) };
  }
  return undefined;
}
