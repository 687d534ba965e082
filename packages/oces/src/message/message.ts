/** A NemID message as read: facts only. Whether to believe them is `judgeMessage`'s to say. */
import type { SignedXml } from "@eid-gateway/xmldsig";
import type { Certificate } from "../certificate/certificate.js";
import type { Namespace } from "./namespace.js";
import type { SignedDocuments } from "./signed-document.js";

export type Dialect = "keycard" | "codefile";

export interface NemidMessage extends SignedDocuments {
  readonly namespace: Namespace; // "2003/10" until OCES II
  readonly dialect: Dialect;
  readonly version: string; // of the root element: "0.1"
  readonly certificates: readonly Certificate[]; // in document order
  /** The one certificate that can be the signer's, found by names and key usage; undefined when none or several can. */
  readonly signer: Certificate | undefined;
  readonly properties: ReadonlyMap<string, MessageProperty>; // by name, as spelled; `findProperty` ignores case
  readonly action: string | undefined; // "logon" for a log-in; anything else, as spelled, for a signature
  readonly challenge: string | undefined;
  /** The key card client's own time, undefined when it has none or one that cannot be read. */
  readonly timeStamp: Date | undefined;
  /** RequestIssuer, or OCES I's logonto: the service provider's friendly name. */
  readonly requestIssuer: string | undefined;
  /** Made with SHA-1, of which two documents with one digest can be prepared. Only `allowSha1` reads such messages. */
  readonly usesSha1: boolean;
  readonly signedXml: SignedXml;
  /** SHA-256 of the canonical bytes of the properties that the digest covered, lower-case hex; documents have their own. */
  readonly signedSha256: string;
}

export type MessageProperty = {
  readonly name: string;
  readonly value: string; // decoded; stays base64 when it is no text: rememberUseridToken, a PDF
  readonly encoding: "xml" | "base64";
  readonly visible: boolean; // shown to the person who signed
};

/** A property by name; spellings differ between clients, so case does not count. */
export function findProperty({ properties }: Pick<NemidMessage, "properties">, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return [...properties.values()].find((property) => property.name.toLowerCase() === wanted)?.value;
}

/** `logon` marks a log-in, plain or still in base64; anything else is a signature. */
export function isLoginAction(action: string | undefined): boolean {
  return action !== undefined && ["logon", "bg9nb24="].includes(action.trim().toLowerCase());
}
