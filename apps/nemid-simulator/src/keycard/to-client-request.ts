import { readDocument } from "../parameters/asked-document.js";
import { readTimestamp } from "../parameters/read-timestamp.js";
import { readSignProperties } from "../parameters/sign-properties.js";
import type { Asked, ClientRequest, Language } from "./client-request.js";
import { documentOf, isSigning } from "./document-parameters.js";

/** Turns parameters that broke no rule into what the client is to do. Throws when called with others. */
export function toClientRequest(asked: Asked): ClientRequest {
  const { get, mode, origin, enrolment } = asked;
  const sent = get("TIMESTAMP")!;
  const timestamp = readTimestamp(sent);
  const signProperties = readSignProperties(get("SIGN_PROPERTIES") || "_=");
  if (enrolment.is !== "enrolled" || !timestamp || typeof signProperties === "string")
    throw new Error("parameters were not checked");
  return {
    action: isSigning(asked) ? "sign" : "logon",
    merchant: enrolment.merchant,
    origin,
    mode,
    language: readLanguage(get("LANGUAGE")),
    timestamp: { ...timestamp, sent },
    signProperties: get("SIGN_PROPERTIES") ? signProperties : new Map(),
    ...(isSigning(asked) && { document: readDocument(documentOf(asked)) }),
    ...(get("REMEMBER_USERID") !== undefined && { remember: readRemember(asked) }),
    mayUseKeyCard: !isTrue(get("PREVENT_OTP_CARD")),
    showCancel: !(mode === "std" && isTrue(get("DO_NOT_SHOW_CANCEL"))),
  };
}

/** Greenlandic is accepted and shown in Danish. */
function readLanguage(language: string | undefined): Language {
  return language?.toUpperCase() === "EN" ? "en" : "da";
}

/** The initial status is of limited mode; in standard mode the box is ticked. */
function readRemember({ get, mode }: Asked): { token: string; ticked: boolean } {
  const isUnticked = mode === "lmt" && get("REMEMBER_USERID_INITIAL_STATUS")?.toUpperCase() === "FALSE";
  return { token: get("REMEMBER_USERID")!, ticked: !isUnticked };
}

function isTrue(value: string | undefined): boolean {
  return value?.toUpperCase() === "TRUE";
}
