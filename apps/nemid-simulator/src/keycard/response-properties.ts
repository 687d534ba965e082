import type { MessageProperty } from "@eid-gateway/oces-testing";
import type { SignText } from "../sign-text/sign-text.js";
import {
  type SignedDocument,
  signTextProperties,
  stateDocument,
  stylesheetProperties,
} from "../sign-text/signed-document.js";
import type { ClientRequest } from "./client-request.js";

/** What a response states, before it is written and signed. */
export interface Statement {
  readonly requestIssuer: string;
  readonly signProperties: ReadonlyMap<string, string>; // `challenge` is one of them
  readonly timestamp: ClientRequest["timestamp"] | undefined;
  readonly action: "logon" | "sign";
  readonly document?: SignedDocument; // of a signing
  readonly rememberUseridToken?: Uint8Array;
}

export function stateOf(request: ClientRequest, signText: SignText | undefined): Statement {
  const { merchant, signProperties, timestamp, action } = request;
  const statement = { requestIssuer: merchant.friendlyName, signProperties, timestamp, action };
  return signText ? { ...statement, document: stateDocument(signText) } : statement;
}

/**
 * The properties in the order of real log-ins: RequestIssuer, challenge, TimeStamp, action, identityAssuranceLevel.
 * Other pairs of SIGN_PROPERTIES stand beside challenge as they were sent. A TIMESTAMP that came as base64 is echoed
 * as base64. Of a key card *signing* no public sample is known: as in OpenSign's, the text comes before all else, and what
 * the signer did not see at the end.
 */
export function propertiesOf(statement: Statement): MessageProperty[] {
  const { requestIssuer, signProperties, timestamp, action, document, rememberUseridToken } = statement;
  return [
    ...(document ? signTextProperties(document) : []),
    { name: "RequestIssuer", value: requestIssuer, encoding: "base64", visible: true },
    ...[...signProperties].map(([name, value]) => ({ name, value, encoding: "xml" }) as const),
    ...(timestamp ? [timestampProperty(timestamp)] : []),
    { name: "action", value: action, encoding: "xml" },
    { name: "identityAssuranceLevel", value: "2", encoding: "xml" },
    ...(document ? stylesheetProperties(document) : []),
    ...(rememberUseridToken
      ? [{ name: "rememberUseridToken", value: rememberUseridToken, encoding: "base64" } as const]
      : []),
  ];
}

function timestampProperty({ sent, base64 }: ClientRequest["timestamp"]): MessageProperty {
  if (base64) return { name: "TimeStamp", value: Buffer.from(sent, "base64"), encoding: "base64" };
  return { name: "TimeStamp", value: sent, encoding: "xml" };
}
