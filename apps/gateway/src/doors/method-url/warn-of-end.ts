import type { Log } from "../../log.js";
import type { SamlKeys } from "./saml-keys.js";

/** The month of notice that customers have, and time for an operator to read the log. */
const NOTICE_MS = 90 * 24 * 60 * 60 * 1000;

/** Says once of each certificate that it ends soon, or has: many a customer's kit looks at the dates, and then refuses every log-in. */
export function createEndWarning(log: Pick<Log, "warn">, clock: { now(): Date }): (keys: SamlKeys) => void {
  const told = new Set<string>();
  return ({ certificates: [signing] }) => {
    if (!signing || told.has(signing.fingerprint256)) return;
    const until = new Date(signing.validTo);
    if (until.getTime() - clock.now().getTime() > NOTICE_MS) return;
    told.add(signing.fingerprint256);
    log.warn(
      { until: until.toISOString() },
      "the certificate of SAML answers comes to its end: it is time for the next key",
    );
  };
}
