import type { Rule } from "./check-rules.js";

/** A portal from which its client may use nothing would refuse every log-in that names no method. */
export const requireUsablePortals: Rule = ({ customers }, findings) => {
  for (const { file, data } of customers) {
    data?.oidc.clients.forEach(({ methods, defaultPortal }, client) => {
      const offered = defaultPortal === undefined ? undefined : data.portals[defaultPortal];
      if (!offered || !methods || offered.some((name) => methods.includes(name))) return;
      findings.issue(file, ["oidc", "clients", client, "defaultPortal"], NOTHING_TO_USE);
    });
  }
};
const NOTHING_TO_USE = {
  message: "names a portal with no method that this client may use",
  remedy: "name another portal, or add one of its methods to the client's",
};
