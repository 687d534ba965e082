/** Every way in which the reader refuses a PDF. Codes are stable; messages are for people and hold nothing of the content. */
export const PDF_ERRORS = {
  "not-a-pdf": "malformed",
  damaged: "malformed",
  "duplicate-key": "malformed", // readers differ in which of the two they take
  "cyclic-pages": "malformed",
  "no-pages": "malformed",
  "no-signature": "malformed",
  encrypted: "unsupported",
  "unsupported-filter": "unsupported",
  // past a documented number
  "too-deep": "limit",
  "too-many-objects": "limit",
  "too-many-revisions": "limit",
  "too-many-pages": "limit",
  "expands-too-much": "limit",
} as const;
export type PdfErrorCode = keyof typeof PDF_ERRORS;

export class PdfError extends Error {
  override readonly name = "PdfError";
  readonly code: PdfErrorCode;
  readonly kind: (typeof PDF_ERRORS)[PdfErrorCode];
  /** Byte offset at which it was noticed, when that is known. */
  readonly offset: number | undefined;

  constructor(code: PdfErrorCode, message: string, offset?: number, options?: ErrorOptions) {
    super(offset === undefined ? message : `${message} (byte ${offset})`, options);
    this.code = code;
    this.kind = PDF_ERRORS[code];
    this.offset = offset;
  }
}
