import type { Rule } from "./check-rules.js";

/** All customers share one authorization server, so a client id must be one client's. */
export const refuseSharedClientIds: Rule = ({ customers }, findings) => {
  const owners = new Map<string, string>();
  for (const { file, folder, data } of customers) {
    for (const [index, { clientId }] of (data?.oidc.clients ?? []).entries()) {
      const owner = owners.get(clientId);
      if (owner === undefined) owners.set(clientId, folder);
      else findings.issue(file, ["oidc", "clients", index, "clientId"], alreadyUsed(owner, folder));
    }
  }
};

function alreadyUsed(owner: string, folder: string) {
  const by = owner === folder ? "another client of this customer" : `the customer ${owner}`;
  return { message: `is already used by ${by}`, remedy: "choose another client id" };
}
