import type { Rule } from "./check-rules.js";

/** By the user name it is known whose files are asked for: no two services have one, and none has another's name. */
export const refuseSharedStoreUsers: Rule = ({ customers }, findings) => {
  const owners = new Map<string, string>();
  for (const { file, data } of customers) {
    if (!data?.signing) continue;
    const user = data.signing.storeUser ?? data.service;
    const owner = owners.get(user);
    if (owner === undefined) owners.set(user, data.service);
    else findings.issue(file, ["signing", "storeUser"], alreadyUsed(user, owner));
  }
};

function alreadyUsed(user: string, owner: string) {
  return { message: `is ${user}, which the customer ${owner} uses`, remedy: "choose another user name" };
}
