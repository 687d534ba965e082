/** From a task that is done to the next of the user session, or to the end. */
import { ARTIFACT } from "./gate.js";
import { currentTask, type Ending, type Sitting, UNTOUCHED } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

/** A task was completed: on to what can be done now, or what waits for others. Nothing left: the whole session is completed. */
export async function goOn(tools: Pick<SittingTools, "signing">, sitting: Sitting): Promise<Sitting> {
  const at = await findTaskToDo(tools, sitting);
  return at === undefined ? endSitting(sitting, "completed") : atTask(sitting, at);
}

/** A refusal or a "later" ends the whole session; what was done before it stands. */
export function endSitting(sitting: Sitting, ending: Ending): Sitting {
  return { ...sitting, work: { ...UNTOUCHED, over: ending } };
}

/** Untouched, as far as the person is concerned. */
export function atTask(sitting: Sitting, at: number): Sitting {
  // A customer vouches for the whole session; a log-in was compared with the subject of its task alone.
  const stays = sitting.work.passed === ARTIFACT ? { passed: ARTIFACT } : {};
  return { ...sitting, at, work: { ...UNTOUCHED, ...stays } };
}

/**
 * The first task that can be done now, else the first that waits for others, or has nothing fit to be signed: it holds up none that come
 * after it, and its turn is when it may be done. What is over or withdrawn is left behind, so a session that was left for later goes on
 * where it stood.
 */
export async function findTaskToDo(
  { signing }: Pick<SittingTools, "signing">,
  { service, tasks }: Pick<Sitting, "service" | "tasks">,
): Promise<number | undefined> {
  let waiting: number | undefined;
  for (const at of tasks.keys()) {
    const { order, task } = currentTask({ tasks, at });
    const { kind } = await signing.sittings.look(service, order, task);
    if (kind === "open") return at;
    if (kind === "waiting" || kind === "unfit") waiting ??= at;
  }
  return waiting;
}
