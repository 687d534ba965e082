import type { Rule } from "./check-rules.js";

/** Addresses in orders come from customers' servers: where they may point inside, an order reaches what only the gateway can. */
export const refusePrivateAddresses: Rule = ({ gateway, customers }, findings) => {
  if (gateway?.environment !== "production") return;
  for (const { file, data } of customers) {
    if (data?.signing?.allowPrivateAddresses) findings.issue(file, ["signing", "allowPrivateAddresses"], TEST_ONLY);
  }
};
const TEST_ONLY = { message: "is for the test environment only", remedy: "remove it" };
