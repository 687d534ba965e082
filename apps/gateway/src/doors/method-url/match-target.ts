/** Whether an answer may be posted to the address a request gives. */
import type { SamlTarget } from "@eid-gateway/config";

/**
 * Compared character by character up to the query, which is free. The registered address is in its canonical spelling, so whatever a
 * browser would read as another address than we do (backslashes, userinfo, dots, foreign letters, other capitals) is not equal to one.
 */
export function matchTarget(given: string, targets: readonly SamlTarget[]): SamlTarget | undefined {
  // Beyond the query nothing is compared, so there nothing may stand that a header, a page or an address reads in its own way.
  if (!/^[\x21-\x7e]+$/.test(given) || /[\\#<>"]/.test(given)) return undefined;
  const at = given.indexOf("?");
  const base = at < 0 ? given : given.slice(0, at);
  return targets.find(({ url }) => url === base);
}
