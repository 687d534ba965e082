/** Who may see the documents: past the log-in that the order demands, or vouched for by the customer. */
import type { TaskRequest } from "@eid-gateway/signing";
import type { Work } from "./sitting.js";

/** In the place of a log-in method: the customer brought the person, with an artifact. */
export const ARTIFACT = "artifact";

export function isLetIn(
  { authentication }: Pick<TaskRequest, "authentication">,
  { passed }: Pick<Work, "passed">,
): boolean {
  return !authentication || passed === ARTIFACT || (passed !== undefined && authentication.methods.includes(passed));
}
