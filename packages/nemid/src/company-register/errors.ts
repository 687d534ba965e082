/** How the step after the log-in fails in which a person chooses whom to act for. */
import { defineErrors } from "@eid-gateway/core";

export const { errors: organizationErrors, fail } = defineErrors({
  "nemid:noorganization": "refused",
  "nemid:registerunavailable": "unavailable",
  "nemid:registersetup": "misconfigured",
});

/** What each code means, for the operator's guides. */
export const organizationErrorMeanings: Readonly<Record<keyof typeof organizationErrors, string>> = {
  "nemid:noorganization": "a company is required, and the person may act for none",
  "nemid:registerunavailable": "the company register does not answer, or talks nonsense",
  "nemid:registersetup": "the company register does not accept this customer's certificate",
};
