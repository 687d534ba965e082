/** `if-authentication`: a signature for those alone who have passed one log-in. */
import { usesOf } from "../documents/uses.js";
import type { Signature, TaskRequest } from "../model/order.js";
import { eachTask, type Place, quote, type Rule, refuse } from "./rule.js";

/** Every condition can be met, and whichever log-in a person takes, there is something for them to sign with. */
export const checkConditions: Rule = (order) =>
  eachTask(order, (task, place) => {
    for (const kind of ["signatures", "authenticationBasedSignatures"] as const)
      for (const [index, { ifAuthentication }] of task[kind].entries())
        checkCondition(task, ifAuthentication, [...place, kind, index, "ifAuthentication"]);
    if (usesOf(order, task).some(({ action }) => action.type === "sign")) checkLogIns(task, place);
  });

/** A block for those who have passed a log-in that nobody is asked for would never be offered. */
function checkCondition({ authentication }: TaskRequest, name: string | undefined, place: Place): void {
  if (name === undefined || authentication?.methods.includes(name)) return;
  refuse("method-not-enabled", `the task's authentication does not offer ${quote(name)}`, place);
}

function checkLogIns({ authentication, signatures, authenticationBasedSignatures }: TaskRequest, place: Place): void {
  const blocks: readonly Signature[] = [...signatures, ...authenticationBasedSignatures];
  for (const [index, name] of (authentication?.methods ?? []).entries()) {
    if (blocks.some((block) => (block.ifAuthentication ?? name) === name && block.methods.length > 0)) continue;
    const sentence = `who logs in by ${quote(name)} could sign by no method: every signature is for others`;
    refuse("invalid-value", sentence, [...place, "authentication", "methods", index]);
  }
}
