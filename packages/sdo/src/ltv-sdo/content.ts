/** What an LTV-SDO holds besides its seal: one signer's signature over a document, and the evidence of it. */
import type { ValidationData } from "@eid-gateway/oces";

export const LTV_SDO_MEDIA_TYPE = "application/x-ltv-sdo";

export interface LtvSdoContent {
  /** Which order and task of it this was: they stand in the binding. */
  readonly order: string;
  readonly task: string;
  /** In the order in which they were bound. At least one with its bytes. */
  readonly documents: readonly LtvDocument[];
  readonly signer: SignerDescription;
  readonly proof: SignatureProof;
  readonly consent: Consent;
  readonly events: readonly LtvEvent[];
  /** What the eID's signature is verified with: as core's `Evidence.validation` has it. */
  readonly validation: ValidationData;
}

export type LtvDocument = OriginalDocument | BoundDocument;

/** A document as it was shown and signed. */
export interface OriginalDocument {
  readonly id: string; // the customer's own; no two alike
  readonly mediaType: string;
  readonly description?: string;
  readonly bytes: Uint8Array;
  readonly stylesheet?: Uint8Array; // the XSLT through which an XML was shown
}

/** One that was agreed to along with it, and lies in an LTV-SDO of its own: its digest stands in the same binding. */
export interface BoundDocument {
  readonly id: string;
  readonly mediaType: string;
  readonly sha256: Uint8Array;
}

/** Whom the hub took the signer for. The names of the elements are those that customers read. */
export interface SignerDescription {
  readonly name: string;
  readonly nationalId?: string;
  readonly nationality?: string; // ISO 3166-1: "DK"
  readonly uniqueId: string; // PID or RID, with or without the prefix of the certificate's serial number
  readonly method: string; // "nemid-sign"
  readonly assuranceLevel?: string;
}

/** `native`: the eID signed the document itself. `authentication`: it signed a log-in whose challenge holds the binding. */
export type SignatureProof =
  | { readonly kind: "native"; readonly message: Uint8Array; readonly document: string } // the id of what was signed
  | { readonly kind: "authentication"; readonly message: Uint8Array };

/** The exact text that was agreed to. */
export interface Consent {
  readonly text: string;
  readonly language: string; // "da"
}

export interface LtvEvent {
  readonly event: string; // "document-signed": the names of DocumentService v3
  readonly time: Date;
  readonly ip?: string;
  readonly userAgent?: string;
  readonly data?: string;
}

export function hasBytes(document: LtvDocument): document is OriginalDocument {
  return "bytes" in document;
}
