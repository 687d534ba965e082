import { SIGNING_SCOPE } from "../oidc-config.js";
import type { Rule } from "./check-rules.js";

/** A client that may order signatures is of a customer that may have documents signed, by that way. */
export const requireSigningOfClients: Rule = ({ customers }, findings) => {
  for (const { file, data } of customers) {
    if (!data || data.signing?.rest) continue;
    for (const [client, { scopes }] of data.oidc.clients.entries()) {
      const at = scopes.indexOf(SIGNING_SCOPE);
      if (at >= 0)
        findings.issue(file, ["oidc", "clients", client, "scopes", at], data.signing ? NOT_BY_REST : NO_SIGNING);
    }
  }
};
const NO_SIGNING = { message: "is for signing, of which the customer has none", remedy: "add signing, or remove it" };
const NOT_BY_REST = {
  message: "is for the REST face, which is closed to the customer",
  remedy: "remove signing.rest: false, or it",
};
