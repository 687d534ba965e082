/**
 * SIGNTEXT_TRANSFORMATION_ID comes back in the signed message, says the operator, but not in which property; the vendor's verifiers do
 * not look. So it is looked for in any property that nothing else is known of.
 */
import type { MessageProperty } from "@eid-gateway/oces";

/** What a message states besides; all that real ones had. */
const OTHERS: ReadonlySet<string> = new Set([
  "signtext",
  "stylesheetdigest",
  "requestissuer",
  "logonto",
  "challenge",
  "timestamp",
  "action",
  "identityassurancelevel",
  "rememberuseridtoken",
]);
/** A property that can be nothing but this. */
const CERTAIN = /(?:transformation|stylesheet)_?id/i;

/** Whether a message names the stylesheet that the client was given, and no other. */
export function isStylesheetName(properties: readonly MessageProperty[], given: string | undefined): boolean {
  const candidates = properties.filter(({ name }) => !OTHERS.has(name.toLowerCase()));
  const isCertain = candidates.filter(({ name }) => CERTAIN.test(name)).every(({ value }) => value === given);
  return isCertain && (given === undefined || candidates.some(({ value }) => value === given));
}
