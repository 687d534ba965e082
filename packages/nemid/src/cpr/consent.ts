/**
 * The versions of the consent that the CPR pages' buttons ask for. A change of either sentence, in any language, is a new
 * version: what a person agreed to must be told from the record years later.
 */
export const consents = {
  typed: { key: "cpr.consent", version: "cpr-match/1" },
  given: { key: "cpr.given.consent", version: "cpr-match-given/1" },
} as const;
