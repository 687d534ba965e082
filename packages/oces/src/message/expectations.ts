import type { OcesKind } from "../certificate/oces-subject.js";

/** A document by its SHA-256 (hex) or by itself. */
export type ExpectedDocument = { readonly sha256: string } | { readonly bytes: Uint8Array };

/** What the caller demands of a message besides being genuine. What is left out is not checked, and the findings say so. */
export interface Expectations {
  readonly action?: "logon" | "sign"; // "sign": no log-in, and over a document
  /** What must have been signed, byte for byte. Attachments are not compared. */
  readonly document?: ExpectedDocument;
  /** The XSLT through which the signer must have seen an XML document. */
  readonly stylesheet?: Uint8Array;
  readonly challenge?: string;
  /** The friendly name, or names, under which the service provider is registered. */
  readonly requestIssuer?: string | readonly string[];
  readonly kinds?: readonly OcesKind[]; // default: persons and employees
  /** The window for the key card client's TimeStamp; code file messages have none and pass. */
  readonly timeStamp?: { readonly notBefore: Date; readonly notAfter: Date };
}
