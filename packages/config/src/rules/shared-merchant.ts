import type { Rule } from "./check-rules.js";

/** In production each customer answers for its own certificate. */
export const refuseSharedMerchant: Rule = ({ gateway }, findings) => {
  if (gateway?.environment !== "production" || !gateway.merchants.default) return;
  const message = "is a certificate that customers share, which is for the test environment only";
  const remedy = "remove it, and give each customer its own under credentials";
  findings.issue(gateway.file, ["merchants", "default"], { message, remedy });
};
