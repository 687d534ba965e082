import type { MessageProperty } from "@eid-gateway/oces-testing";
import type { Statement } from "../keycard/response-properties.js";
import type { CodeFileRequest } from "./client-request.js";

export function stateOf({ requestIssuer, signProperties, action, signText }: CodeFileRequest): Statement {
  const statement = { requestIssuer, signProperties, action, timestamp: undefined };
  return signText ? { ...statement, signText: signText.base64 } : statement;
}

/**
 * What the user's key signs, in OpenSign's order: the text, what the user sees, what the user does not see. All values
 * travel as base64, and there is no TimeStamp. A log-in has no text of the provider's: OpenSign signed a line of its own.
 */
export function propertiesOf(statement: Statement, now: Date): MessageProperty[] {
  const { requestIssuer, signProperties, action, signText } = statement;
  return [
    signText === undefined
      ? { name: "SIGNTEXT", value: writeLogOnLine(now) }
      : { name: "signtext", value: Buffer.from(signText, "base64"), visible: true },
    { name: "RequestIssuer", value: requestIssuer, visible: true },
    ...[...signProperties].map(([name, value]) => ({ name, value })),
    { name: "action", value: action },
  ];
}

function writeLogOnLine(now: Date): string {
  return `OpenLogon ${now.toISOString().slice(0, 19).replace("T", " ")}`;
}
