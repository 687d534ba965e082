/**
 * The versions of what people agree to on the CPR pages: the buttons (to have a number checked) and the box (to have it
 * remembered). A change of a sentence, in any language, is a new version: what a person agreed to must be told from the record
 * years later.
 */
import type { Intent } from "@eid-gateway/core";

export const consents = {
  typed: { key: "cpr.consent", version: "cpr-match/1" },
  given: { key: "cpr.given.consent", version: "cpr-match-given/1" },
  remember: { key: "cpr.remember", version: "cpr-remember/2" },
} as const;

/** Whether a number may be used again for this: the first version of the box spoke of logging in alone. */
export function covers(consent: string, intent: Intent): boolean {
  return intent === "authenticate" || consent !== "cpr-remember/1";
}
