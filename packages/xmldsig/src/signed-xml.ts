/** What `readSignedXml` gives. Every part of `objects` was read from the very tokens whose canonical form was hashed. */
import type { KeyObject } from "node:crypto";

export interface SignedXml {
  readonly rootAttributes: ReadonlyMap<string, string>;
  readonly signatureId: string | undefined;
  /** Canonical SignedInfo: the bytes that the signature value is over. */
  readonly signedInfo: Uint8Array;
  readonly signatureValue: Uint8Array;
  /** DER, in document order. Nothing says yet that any of them is to be trusted. */
  readonly certificates: readonly Uint8Array[];
  readonly objects: readonly SignedObject[];
  /** True when every digest fits its object and the signature over SignedInfo is by this RSA key. */
  verifyWith(publicKey: KeyObject): boolean;
}

export interface SignedObject {
  readonly id: string;
  readonly element: XmlElement; // the ds:Object
  /** SHA-256 of its canonical bytes. */
  readonly sha256: Uint8Array;
  /** Whether that is what the reference states. */
  readonly digestMatches: boolean;
}

/** An element as a tree. `text` is its own character data only, not that of its children. */
export interface XmlElement {
  readonly name: string; // the local name
  readonly namespace: string; // "" when none
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly text: string;
}
export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}
