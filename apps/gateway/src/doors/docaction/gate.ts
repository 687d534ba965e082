/** Who may see the documents: past the log-in that the order demands, or vouched for by the customer. */
import type { TaskRequest } from "@eid-gateway/signing";
import { signingMethods } from "./methods-for.js";
import type { Work } from "./sitting.js";

/** In the place of a log-in method: the customer brought the person, with an artifact. */
export const ARTIFACT = "artifact";

/** An artifact does not say by what the person has logged in: where every signature is for those of one log-in, they log in here. */
export function isLetIn(task: TaskRequest, { passed }: Pick<Work, "passed">): boolean {
  const { authentication } = task;
  if (!authentication) return true;
  if (passed === ARTIFACT) return !asksByWhat(task);
  return passed !== undefined && authentication.methods.includes(passed);
}

function asksByWhat(task: TaskRequest): boolean {
  const isSigned = task.signatures.length + task.authenticationBasedSignatures.length > 0;
  return isSigned && signingMethods(task, { passed: ARTIFACT }).length === 0;
}
