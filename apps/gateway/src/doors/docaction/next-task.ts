/** From a task that is done to the next of the user session, or to the end. */
import { ARTIFACT } from "./gate.js";
import { type Ending, type Sitting, UNTOUCHED } from "./sitting.js";

/** A refusal or a "later" ends the whole session; what was done before it stands. */
export function nextTask(sitting: Sitting, ending: Ending): Sitting {
  const hasMore = ending === "completed" && sitting.at + 1 < sitting.tasks.length;
  // A customer vouches for the whole session; a log-in was compared with the subject of its task alone.
  const stays = sitting.work.passed === ARTIFACT ? { passed: ARTIFACT } : {};
  if (hasMore) return { ...sitting, at: sitting.at + 1, work: { ...UNTOUCHED, ...stays } };
  return { ...sitting, work: { signed: [], over: ending } };
}
