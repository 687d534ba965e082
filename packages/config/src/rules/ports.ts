import type { Rule } from "./check-rules.js";

/** People's pages and the management pages are never served at one address. */
export const requirePort: Rule = ({ gateway }, findings) => {
  if (!gateway || gateway.listen.port !== gateway.management.port) return;
  const problem = { message: "is the port under listen as well", remedy: "give management a port of its own" };
  findings.issue(gateway.file, ["management", "port"], problem);
};
