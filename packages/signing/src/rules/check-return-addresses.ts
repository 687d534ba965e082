import type { TaskRequest } from "../model/order.js";
import { fillPlaceholders } from "../notify/placeholders.js";
import type { UserSessionRequest } from "../signing.js";
import { type AddressPolicy, refuseAddress } from "./refuse-address.js";
import { eachTask, type Place, type Rule, refuse } from "./rule.js";

const OF_TASK = ["onTaskPostpone", "onTaskComplete", "onTaskCancel"] as const satisfies readonly (keyof TaskRequest)[];
const OF_SESSION = ["onSessionPostpone", "onSessionComplete", "onSessionCancel"] as const;

/** Where people are sent afterwards: an address on the web, also with its placeholders filled in. */
export const checkReturnAddresses: Rule = (order, { terms }) =>
  eachTask(order, (task, place) => {
    for (const name of OF_TASK) checkAddress(task[name], terms.addresses, [...place, name]);
  });

export function checkSessionAddresses(session: UserSessionRequest, policy: AddressPolicy): void {
  for (const name of OF_SESSION) checkAddress(session[name], policy, [name]);
}

export function checkAddress(address: string | undefined, policy: AddressPolicy, place: Place): void {
  if (address === undefined) return;
  const filled = fillPlaceholders(address, sample("1"));
  const reason = refuseAddress(filled, policy);
  if (reason) refuse("address-refused", `the address is not taken: ${reason}`, place);
  // Otherwise a task's id could choose the host after the check.
  if (new URL(filled).origin !== new URL(fillPlaceholders(address, sample("2"))).origin)
    refuse("address-refused", "the address is not taken: a placeholder stands in its host or port", place);
}

const sample = (value: string) => ({ requestId: value, taskId: value, taskUrl: value });
