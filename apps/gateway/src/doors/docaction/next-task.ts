/** From a task that is done to the next of the user session, or to the end. */
import { type Ending, type Sitting, UNTOUCHED } from "./sitting.js";

/** A refusal or a "later" ends the whole session; what was done before it stands. */
export function nextTask(sitting: Sitting, ending: Ending): Sitting {
  const hasMore = ending === "completed" && sitting.at + 1 < sitting.tasks.length;
  if (hasMore) return { ...sitting, at: sitting.at + 1, work: UNTOUCHED };
  return { ...sitting, work: { signed: [], over: ending } };
}
