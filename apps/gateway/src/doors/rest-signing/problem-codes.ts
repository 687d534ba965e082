import { SIGNING_ERRORS } from "@eid-gateway/signing";

/** Why a call is refused before the domain sees it. Stable, as the domain's own are: docs/signing-rest.md lists them. */
export const REST_CODES = [
  "not-json",
  "media-type",
  "schema-violation",
  "no-length",
  "empty",
  "incomplete",
  "too-large",
  "token-refused",
  "too-many-guesses",
  "client-certificate-required",
  "not-allowed",
  "not-there",
  "not-supported",
  "method-not-allowed",
  "busy",
  "unavailable",
  "internal",
] as const;
export type RestCode = (typeof REST_CODES)[number];

export const PROBLEM_CODES = [...REST_CODES, ...SIGNING_ERRORS] as const;
