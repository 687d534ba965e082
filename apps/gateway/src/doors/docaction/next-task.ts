/** From a task that is done to the next of the user session, or to the end. */
import { ARTIFACT } from "./gate.js";
import { currentTask, type Ending, type Sitting, UNTOUCHED } from "./sitting.js";
import type { SittingTools } from "./sitting-tools.js";

/** A refusal or a "later" ends the whole session; what was done before it stands. */
export function nextTask(sitting: Sitting, ending: Ending): Sitting {
  const hasMore = ending === "completed" && sitting.at + 1 < sitting.tasks.length;
  return hasMore ? atTask(sitting, sitting.at + 1) : { ...sitting, work: { signed: [], over: ending } };
}

/** Untouched, as far as the person is concerned. */
export function atTask(sitting: Sitting, at: number): Sitting {
  // A customer vouches for the whole session; a log-in was compared with the subject of its task alone.
  const stays = sitting.work.passed === ARTIFACT ? { passed: ARTIFACT } : {};
  return { ...sitting, at, work: { ...UNTOUCHED, ...stays } };
}

/** The first task from there on that is not over, or withdrawn: a session that was left for later goes on where it stood. */
export async function findTaskToDo(
  { signing }: Pick<SittingTools, "signing">,
  { service, tasks }: Pick<Sitting, "service" | "tasks">,
  from: number,
): Promise<number | undefined> {
  for (let at = from; at < tasks.length; at++) {
    const { order, task } = currentTask({ tasks, at });
    const { kind } = await signing.sittings.look(service, order, task);
    if (kind !== "over" && kind !== "unknown") return at;
  }
  return undefined;
}
