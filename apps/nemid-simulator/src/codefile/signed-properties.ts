import type { MessageProperty } from "@eid-gateway/oces-testing";
import type { Statement } from "../keycard/response-properties.js";
import { type SignedDocument, signTextProperties, stylesheetProperties } from "../sign-text/signed-document.js";
import type { CodeFileRequest } from "./client-request.js";

export function stateOf(request: CodeFileRequest, document: SignedDocument | undefined): Statement {
  const { requestIssuer, signProperties, action } = request;
  return { requestIssuer, signProperties, action, timestamp: undefined, ...(document && { document }) };
}

/**
 * What the user's key signs, in OpenSign's order: the text, what the user sees, what the user does not see. All values
 * travel as base64, and there is no TimeStamp. A log-in has no text of the provider's: OpenSign signed a line of its own.
 */
export function propertiesOf(statement: Statement, now: Date): MessageProperty[] {
  const { requestIssuer, signProperties, action, document } = statement;
  return [
    ...(document ? signTextProperties(document) : [{ name: "SIGNTEXT", value: writeLogOnLine(now) }]),
    { name: "RequestIssuer", value: requestIssuer, visible: true },
    ...[...signProperties].map(([name, value]) => ({ name, value })),
    { name: "action", value: action },
    ...(document ? stylesheetProperties(document) : []),
  ];
}

function writeLogOnLine(now: Date): string {
  return `OpenLogon ${now.toISOString().slice(0, 19).replace("T", " ")}`;
}
