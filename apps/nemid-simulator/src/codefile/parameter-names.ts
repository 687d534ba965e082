/** The parameters of the code file client (Configuration and Setup, 3.5). Names and values are case-sensitive. */

export const MANDATORY = [
  "CLIENTFLOW",
  "SP_CERT",
  "TIMESTAMP",
  "REQUESTISSUER",
  "ORIGIN",
  "PARAMS_DIGEST",
  "DIGEST_SIGNATURE",
] as const;

const OPTIONAL = [
  "LANGUAGE",
  "SIGN_PROPERTIES",
  "SIGNTEXT",
  "SIGNTEXT_FORMAT",
  "SIGNTEXT_TRANSFORMATION",
  "ADDITIONAL_PARAMS",
  "TU_VERSION",
] as const;

export const KNOWN: ReadonlySet<string> = new Set([...MANDATORY, ...OPTIONAL]);
