/** The parameters of the key card client (Implementation Guidelines for NemID, 3.1 and appendix B). */

export const MANDATORY = ["CLIENTFLOW", "SP_CERT", "TIMESTAMP", "PARAMS_DIGEST", "DIGEST_SIGNATURE"] as const;

const OPTIONAL = [
  "LANGUAGE",
  "ORIGIN",
  "SIGN_PROPERTIES",
  "SIGNTEXT",
  "SIGNTEXT_FORMAT",
  "SIGNTEXT_URI",
  "SIGNTEXT_REMOTE_HASH",
  "SIGNTEXT_TRANSFORMATION",
  "SIGNTEXT_TRANSFORMATION_ID",
  "SIGNTEXT_MONOSPACEFONT",
  "REMEMBER_USERID",
  "REMEMBER_USERID_INITIAL_STATUS",
  "CREDENTIAL_UPDATE",
  "DO_NOT_SHOW_CANCEL",
  "PREVENT_OTP_CARD",
  "SUPPRESS_PUSH_TO_DEVICE",
  "ENABLE_AWAITING_APP_APPROVAL_EVENT",
  "TRANSACTION_CONTEXT",
  "CLIENTMODE",
] as const;

export const KNOWN: ReadonlySet<string> = new Set([...MANDATORY, ...OPTIONAL]);

/** Names earlier clients took; the current one refuses them. Names of families end where a `*` stands. */
const RETIRED = [
  "ALWAYS_EMBEDDED",
  "APPLETLOG_ENABLED",
  "ATTACHMENTS",
  "DANID",
  "EXTRA_FILE_NAME_PARAM",
  "LOCALE",
  "OCESPROVIDER",
  "OPENSIGN.*",
  "PARAMSDIGEST",
  "REQUESTISSUERID",
  "SETFOCUSAFTERAPPLETFUNCTION",
  "SETFOCUSBEFOREAPPLETFUNCTION",
  "SERVERURLPREFIX",
  "SIGNEDDIGEST",
  "SIGNPROPERTIES",
  "SIGNTEXT.CHUNK",
  "SSO",
  "TWO_FACTOR",
  "USESHA1",
  "WINDOWDECORATED",
  "ZIP_BASE_URL",
  "ZIP_FILE_ALIAS",
] as const;

export function isRetired(name: string): boolean {
  const wanted = name.toUpperCase();
  return RETIRED.some((retired) =>
    retired.endsWith("*") ? wanted.startsWith(retired.slice(0, -1)) : wanted === retired,
  );
}
