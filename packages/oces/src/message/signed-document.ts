/** What was signed besides the properties. Bytes are those that the signature covers, decoded. */

/** Of the document: a reading of its first bytes, since no message states it of a text. */
export type DocumentMediaType = "text/plain" | "text/html" | "text/xml" | "application/pdf";

/**
 * Where in the message it stands: the property `signtext`, the object `signText`, or in both, byte for byte the same. Which form
 * the key card's client gave a PDF, no public sample shows.
 */
export type DocumentPlace = "property" | "object" | "both";

interface DocumentBytes {
  readonly bytes: Uint8Array;
  readonly sha256: string; // of `bytes`, lower-case hex
  readonly title?: string; // OrigTitle
}

/** The document that was signed. Log-ins carry none. */
export interface SignedDocumentPart extends DocumentBytes {
  readonly mediaType: DocumentMediaType;
  readonly from: DocumentPlace;
  readonly visible: boolean; // whether the message says that these bytes were shown to the signer
}

/** A file that was signed along with the document. */
export interface SignedAttachment extends DocumentBytes {
  readonly id: string; // "attachment-1"
  readonly mediaType: string; // as stated, lower case
}

export interface SignedDocuments {
  readonly document: SignedDocumentPart | undefined;
  readonly stylesheetDigest: string | undefined; // base64 of SHA-256, of XML's stylesheet
  readonly attachments: readonly SignedAttachment[];
}
