/** A XAdES seal as it was read: what it claims, what its key proves, what was added to it. */
import type { Certificate, ValidationData } from "@eid-gateway/oces";
import type { CoveredPart, XmlElement } from "@eid-gateway/xmldsig";
import type { Hash } from "../cms/object-identifiers.js";
import type { TimestampToken } from "../timestamp/timestamp-token.js";

export interface Seal {
  readonly path: string;
  /** Of KeyInfo. */
  readonly certificates: readonly Certificate[];
  /** The data it is over, in order; the signed properties left out. */
  readonly covered: readonly CoveredPart[];
  readonly isContentIntact: boolean; // of all references
  /** What only the seal's key opens; undefined: no certificate that came along is that of the key, or the properties name another. */
  readonly opened: OpenedSeal | undefined;
  /** In the order in which they were added. */
  readonly timestamps: readonly SealTimestamp[];
  /** What is archived in it to verify it with. */
  readonly validation: ValidationData;
}

export interface OpenedSeal {
  readonly certificate: Certificate;
  /** By its own word. */
  readonly signingTime: Date;
  /** Media types of the data, in the order of the references. */
  readonly mediaTypes: readonly string[];
  /** The parts of the document as they were hashed. */
  readonly content: readonly XmlElement[];
}

export interface SealTimestamp {
  readonly kind: "signature" | "archive";
  readonly token: TimestampToken;
  readonly der: Uint8Array;
  /** Of what it must be over. */
  digest(hash: Hash): Uint8Array;
}
