import type { MessageProperty } from "@eid-gateway/oces-testing";
import type { ClientRequest } from "./client-request.js";

/** What a response states, before it is written and signed. */
export interface Statement {
  readonly requestIssuer: string;
  readonly signProperties: ReadonlyMap<string, string>; // `challenge` is one of them
  readonly timestamp: ClientRequest["timestamp"] | undefined;
  readonly action: "logon" | "sign";
  readonly signText?: string; // base64, exactly as sent
  readonly rememberUseridToken?: Uint8Array;
}

export function stateOf(request: ClientRequest): Statement {
  const { merchant, signProperties, timestamp, action, signText } = request;
  const statement = { requestIssuer: merchant.friendlyName, signProperties, timestamp, action };
  return signText ? { ...statement, signText: signText.base64 } : statement;
}

/**
 * The properties in the order of real log-ins: RequestIssuer, challenge, TimeStamp, action, identityAssuranceLevel.
 * Other pairs of SIGN_PROPERTIES stand beside challenge as they were sent. A TIMESTAMP that came as base64 is echoed
 * as base64. Where a key card *signing* puts its text is not known; here it follows RequestIssuer.
 */
export function propertiesOf(statement: Statement): MessageProperty[] {
  const { requestIssuer, signProperties, timestamp, action, signText, rememberUseridToken } = statement;
  return [
    { name: "RequestIssuer", value: requestIssuer, encoding: "base64", visible: true },
    ...(signText
      ? [{ name: "signtext", value: Buffer.from(signText, "base64"), encoding: "base64", visible: true } as const]
      : []),
    ...[...signProperties].map(([name, value]) => ({ name, value, encoding: "xml" }) as const),
    ...(timestamp ? [timestampProperty(timestamp)] : []),
    { name: "action", value: action, encoding: "xml" },
    { name: "identityAssuranceLevel", value: "2", encoding: "xml" },
    ...(rememberUseridToken
      ? [{ name: "rememberUseridToken", value: rememberUseridToken, encoding: "base64" } as const]
      : []),
  ];
}

function timestampProperty({ sent, base64 }: ClientRequest["timestamp"]): MessageProperty {
  if (base64) return { name: "TimeStamp", value: Buffer.from(sent, "base64"), encoding: "base64" };
  return { name: "TimeStamp", value: sent, encoding: "xml" };
}
