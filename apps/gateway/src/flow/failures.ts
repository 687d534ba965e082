/** What each kind of failure means: for the page, and for the relying party through any door. */
import type { Category } from "@eid-gateway/core";

/** Codes of the gateway itself, beside those of the methods. */
export const USER_CANCEL = "usercancel";
export const TIMEOUT = "timeout";
export const SYSTEM_ERROR = "systemerror";

/** RFC 6749 4.1.2.1, one line per category. */
const OAUTH_ERROR: Readonly<Record<Category, string>> = {
  cancelled: "access_denied",
  refused: "access_denied",
  "invalid-response": "access_denied",
  expired: "access_denied",
  unavailable: "temporarily_unavailable",
  misconfigured: "server_error",
};

/** What a relying party's developer reads; ASCII, as RFC 6749 wants of error_description. */
const DESCRIPTION: Readonly<Record<Category, string>> = {
  cancelled: "The process was aborted by the end user",
  refused: "The end user could not be authenticated",
  "invalid-response": "The answer of the eID could not be accepted",
  expired: "The end user ran out of time",
  unavailable: "The eID or a register behind it does not answer",
  misconfigured: "The gateway or the eID reported a technical error",
};

export function oauthErrorFor(category: Category): string {
  return OAUTH_ERROR[category];
}

/** What a failure is called outside, in every protocol. A cancel has one code, whoever made it. */
export function failureTerms(code: string, category: Category): { readonly code: string; readonly text: string } {
  const shown = category === "cancelled" ? USER_CANCEL : code;
  return { code: `urn:signicat:error:${shown}`, text: DESCRIPTION[category] };
}

/** `urn:signicat:error:<code>; <sentence>`: old clients split on the prefix and on the semicolon. */
export function describeFailure(code: string, category: Category): string {
  const terms = failureTerms(code, category);
  return `${terms.code}; ${terms.text}`;
}

/**
 * Whether the failure page offers the same method again. Also where the other party's own client reported the error
 * (`<family>:client:<code>`): the person may have used the wrong card, or can come back in a minute.
 */
export function mayTryAgain(code: string, category: Category): boolean {
  if (category === "misconfigured" || category === "invalid-response") return false;
  return category !== "refused" || code.split(":")[1] === "client";
}
