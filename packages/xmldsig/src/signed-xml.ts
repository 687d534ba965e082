/** What `readSignedXml` gives. Every part of `objects` was read from the very tokens whose canonical form was hashed. */
import type { KeyObject } from "node:crypto";
import type { XmlElement } from "./xml-element.js";

export interface SignedXml {
  readonly rootAttributes: Readonly<Record<string, string>>;
  readonly signatureId: string | undefined;
  /** Canonical SignedInfo: the bytes that the signature value is over. */
  readonly signedInfo: Uint8Array;
  readonly signatureValue: Uint8Array;
  /** DER, in document order. Nothing says yet that any of them is to be trusted. */
  readonly certificates: readonly Uint8Array[];
  /** In document order; each is referred to once, and nothing else is. */
  readonly objects: readonly SignedObject[];
  /** Whether every digest fits its object *and* the signature over SignedInfo was made with this RSA key. */
  verifyWith(publicKey: KeyObject): boolean;
}

export interface SignedObject {
  readonly id: string;
  readonly element: XmlElement; // the ds:Object itself
  /** SHA-256 of its canonical bytes. */
  readonly sha256: Uint8Array;
  /** Whether that is what the reference states. */
  readonly digestMatches: boolean;
}
