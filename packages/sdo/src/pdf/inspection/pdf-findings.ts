/** What a gateway may want to know of an uploaded PDF before it lets anybody sign it. Codes are stable. */
export const PDF_FINDINGS = {
  // it cannot be signed: not one document to every reader, or past a number
  empty: "unreadable",
  "not-a-pdf": "unreadable",
  damaged: "unreadable",
  "duplicate-key": "unreadable",
  "cyclic-pages": "unreadable",
  "no-pages": "unreadable",
  "no-signature": "unreadable",
  "unsupported-filter": "unreadable",
  "other-reading": "unreadable", // readers would show, or look into, two things
  "trailing-bytes": "unreadable", // bytes after the end, which belong to no revision
  "too-deep": "limit",
  "too-many-objects": "limit",
  "too-many-revisions": "limit",
  "too-many-pages": "limit",
  "too-large": "limit",
  "expands-too-much": "limit",
  encrypted: "protected",
  // it does something, or shows what is not in it
  javascript: "active",
  "open-action": "active",
  "additional-actions": "active",
  launch: "active",
  "submits-data": "active",
  "outside-document": "active", // opens another file, or shows content from one
  media: "active", // sound, film, 3D
  "embedded-files": "active",
  xfa: "active",
  "form-fields": "active",
  // an earlier signature, which a new one would not keep whole
  signed: "signed",
  // worth knowing
  "signature-field": "note", // empty
  layers: "note", // what is shown can be switched
  "web-links": "note",
} as const;
export type PdfFindingCode = keyof typeof PDF_FINDINGS;
export type PdfFindingKind = (typeof PDF_FINDINGS)[PdfFindingCode];

export interface PdfFinding {
  readonly code: PdfFindingCode;
  readonly kind: PdfFindingKind;
  /** For the customer's developer; holds nothing of the document's content. */
  readonly text: string;
  /** The object it was found in first, and in how many it was. */
  readonly object?: number;
  readonly count?: number;
}

export function finding(code: PdfFindingCode, text: string): PdfFinding {
  return { code, kind: PDF_FINDINGS[code], text };
}
