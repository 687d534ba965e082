import type { Rule } from "./check-rules.js";

/** Who has documents signed needs a seal for them, and a password for the servers that order and fetch them. */
export const requireSigningNeeds: Rule = ({ gateway, customers }, findings) => {
  for (const { file, data } of customers) {
    if (!data?.signing) continue;
    if (gateway && !gateway.signing.seal) findings.issue(file, ["signing"], NO_SEAL);
    if (data.password === undefined) findings.issue(file, ["password"], NO_PASSWORD);
  }
};
const NO_SEAL = {
  message: "has documents signed, and the gateway has nothing to seal them with",
  remedy: "add signing.seal to gateway.yaml, or remove this",
};
const NO_PASSWORD = {
  message: "is missing, and without it nobody can order a signature",
  remedy: "add it: password: ${env:...} or ${file:...}",
};
