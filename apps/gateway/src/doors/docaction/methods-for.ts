/** By which of the customer's methods this person may sign, in the order's order. */
import type { TaskRequest } from "@eid-gateway/signing";
import type { Work } from "./sitting.js";

/** A signature block may be for those alone who came in by one log-in (`if-authentication`). */
export function signingMethods(
  { signatures, authenticationBasedSignatures }: TaskRequest,
  { passed }: Pick<Work, "passed">,
): readonly string[] {
  const blocks = [...signatures, ...authenticationBasedSignatures];
  const fitting = blocks.filter(({ ifAuthentication }) => !ifAuthentication || ifAuthentication === passed);
  return [...new Set(fitting.flatMap(({ methods }) => methods.map(({ name }) => name)))];
}
