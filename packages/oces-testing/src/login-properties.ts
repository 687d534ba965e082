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
  readonly action?: string;
  readonly identityAssuranceLevel?: "1" | "2";
  /** Opaque; written as it is. */
  readonly rememberUseridToken?: Uint8Array;
  /** Further pairs of SIGN_PROPERTIES. */
  readonly signProperties?: Readonly<Record<string, string>>;
}

/** The properties of a log-in, in the order real messages have them. */
export function loginProperties(_statement: LoginStatement, _dialect: MessageDialect = "keycard"): MessageProperty[] {
  throw new Error("not built yet");
}
