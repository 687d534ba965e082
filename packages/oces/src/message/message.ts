/** A NemID message as read: facts only. Whether to believe them is `judgeMessage`'s to say. */
import type { SignedXml } from "@eid-gateway/xmldsig";
import type { Certificate } from "../certificate/certificate.js";

export type Dialect = "keycard" | "codefile";

export interface NemidMessage {
  readonly dialect: Dialect;
  readonly version: string; // of the root element: "0.1"
  readonly certificates: readonly Certificate[]; // in document order
  /** The one end-entity certificate with digitalSignature; undefined when there is none, or more than one. */
  readonly signer: Certificate | undefined;
  readonly properties: ReadonlyMap<string, MessageProperty>; // by name, as spelled
  readonly action: string | undefined; // "logon" or "sign", decoded
  readonly challenge: string | undefined;
  readonly timeStamp: Date | undefined;
  /** RequestIssuer, or OCES I's logonto: the service provider's friendly name. */
  readonly requestIssuer: string | undefined;
  readonly signedXml: SignedXml;
  /** SHA-256 of the canonical bytes that the signature covers, hex. */
  readonly signedSha256: string;
}

export type MessageProperty = {
  readonly name: string;
  readonly value: string; // decoded; rememberUseridToken stays base64
  readonly encoding: "xml" | "base64";
  readonly visible: boolean;
};
