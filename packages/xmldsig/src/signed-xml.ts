/** What `readSignedXml` gives. Every part of `objects` was read from the very tokens whose canonical form was hashed. */
import type { KeyObject } from "node:crypto";
import type { DigestAlgorithm } from "./digest-algorithm.js";
import type { XmlElement } from "./xml-element.js";

export interface SignedXml {
  readonly rootNamespace: string;
  readonly rootAttributes: Readonly<Record<string, string>>;
  readonly signatureId: string | undefined;
  /** Canonical SignedInfo: the bytes that the signature value is over. */
  readonly signedInfo: Uint8Array;
  readonly signatureValue: Uint8Array;
  /** Of the signature and of every digest: "sha1" only where the caller allowed it. */
  readonly algorithm: DigestAlgorithm;
  /** DER, in document order. Nothing says yet that any of them is to be trusted. */
  readonly certificates: readonly Uint8Array[];
  /** In document order, which nobody signed; each is referred to once, and nothing else is. */
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
  /** The place of its reference among all: the order that was signed. */
  readonly position: number;
  /** Whether the reference says of itself (`Type`) that it refers to an Object; it may leave that out. */
  readonly namedObject: boolean;
}
