/** A file for a document that the person is to supply: one act, which spends the step token. */
import { SigningError, type TaskDocument } from "@eid-gateway/signing";
import { changeSitting } from "./find-sitting.js";
import type { Upload } from "./read-upload.js";
import { currentTask, type Sitting, withoutProblem, withProblem } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

/** @returns `undefined` when somebody else was first, and nothing was done; with a problem when the file cannot be taken */
export function supplyDocument(
  tools: SittingTools,
  sitting: Sitting,
  { id }: Pick<TaskDocument, "id">,
  { step, file }: Upload,
): Promise<Sitting | undefined> {
  return changeSitting(tools, sitting, step, async (before) => {
    const now = withoutProblem(before);
    const { order, task } = currentTask(now);
    if (!file) return withProblem(now, "bad-upload");
    try {
      await tools.signing.sittings.upload(now.service, order, task, id, file);
      return now;
    } catch (error) {
      if (error instanceof SigningError) return withProblem(now, "bad-upload");
      throw error;
    }
  });
}
