/** What a service provider wants signed, as it was sent. */
export interface SignText {
  readonly format: SignTextFormat;
  /** The document itself: what comes back, unmodified, inside the signed message. */
  readonly bytes: Uint8Array;
  readonly monospace: boolean;
  /** XSLT 1.0; of XML only. */
  readonly stylesheet?: Uint8Array;
  readonly stylesheetId?: string;
}

export const SIGN_TEXT_FORMATS = ["text", "html", "xml", "pdf"] as const;
export type SignTextFormat = (typeof SIGN_TEXT_FORMATS)[number];

/** A document that the client fetches by itself. */
export interface RemoteDocument {
  readonly uri: string; // http or https
  readonly hash: string; // base64 of the SHA-256 of its bytes
}

export function isRemote(document: SignText | RemoteDocument): document is RemoteDocument {
  return "uri" in document;
}
