/** A NemID message as read: facts only. Whether to believe them is `judgeMessage`'s to say. */
import type { SignedXml } from "@eid-gateway/xmldsig";
import type { Certificate } from "../certificate/certificate.js";

export type Dialect = "keycard" | "codefile";

export interface NemidMessage {
  readonly dialect: Dialect;
  readonly version: string; // of the root element: "0.1"
  readonly certificates: readonly Certificate[]; // in document order
  /** The one certificate that can be the signer's, found by names and key usage; undefined when none or several can. */
  readonly signer: Certificate | undefined;
  readonly properties: ReadonlyMap<string, MessageProperty>; // by name, as spelled; `findProperty` ignores case
  readonly action: string | undefined; // "logon" or "sign", as spelled
  readonly challenge: string | undefined;
  /** The key card client's own time, undefined when it has none or one that cannot be read. */
  readonly timeStamp: Date | undefined;
  /** RequestIssuer, or OCES I's logonto: the service provider's friendly name. */
  readonly requestIssuer: string | undefined;
  readonly signedXml: SignedXml;
  /** SHA-256 of the canonical bytes that the signature covers, lower-case hex. */
  readonly signedSha256: string;
}

export type MessageProperty = {
  readonly name: string;
  readonly value: string; // decoded; rememberUseridToken stays base64
  readonly encoding: "xml" | "base64";
  readonly visible: boolean; // shown to the person who signed
};

/** A property by name; spellings differ between clients, so case does not count. */
export function findProperty({ properties }: Pick<NemidMessage, "properties">, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return [...properties.values()].find((property) => property.name.toLowerCase() === wanted)?.value;
}
