import type { MessageDialect, MessageProperty } from "./message-options.js";

/** What a log-in states. */
export interface LoginStatement {
  /** The service provider's friendly name. */
  readonly requestIssuer: string;
  readonly challenge?: string;
  /** As the parameter TIMESTAMP spelled it; the key card's dialect only. */
  readonly timeStamp?: string;
  /** How the parameter TIMESTAMP was sent. Default `xml` (plain). */
  readonly timeStampEncoding?: "xml" | "base64";
  /** Default `logon`. */
  readonly action?: string;
  readonly identityAssuranceLevel?: "1" | "2";
  /** Opaque bytes; they travel as base64 and are never text. */
  readonly rememberUseridToken?: Uint8Array;
  /** Further pairs of SIGN_PROPERTIES. */
  readonly signProperties?: Readonly<Record<string, string>>;
}

/**
 * The properties of a log-in, in the order real messages have them. In the key card's dialect the friendly name travels
 * as base64 and short values as plain text; in the code file's everything is base64 and there is no TimeStamp.
 */
export function loginProperties(statement: LoginStatement, dialect: MessageDialect = "keycard"): MessageProperty[] {
  const { requestIssuer, challenge, timeStamp, timeStampEncoding = "xml", action = "logon" } = statement;
  return [
    { name: "RequestIssuer", value: requestIssuer, encoding: "base64", visible: true },
    ...optional("challenge", challenge),
    ...Object.entries(statement.signProperties ?? {}).map(([name, value]) => ({ name, value })),
    ...(dialect === "codefile" ? [] : optional("TimeStamp", timeStamp, timeStampEncoding)),
    { name: "action", value: action },
    ...optional("identityAssuranceLevel", statement.identityAssuranceLevel),
    ...optional("rememberUseridToken", statement.rememberUseridToken),
  ];
}

function optional(
  name: string,
  value: string | Uint8Array | undefined,
  encoding?: "xml" | "base64",
): MessageProperty[] {
  return value === undefined ? [] : [{ name, value, ...(encoding === undefined ? {} : { encoding }) }];
}
