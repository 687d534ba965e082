/** What the reader takes at most. Each is far above what documents for signing need, and low enough to end soon. */
export const PDF_LIMITS = {
  depth: 100, // arrays and dictionaries inside one another
  objects: 500_000,
  revisions: 200,
  pages: 10_000,
  pageTreeDepth: 50,
  /** Bytes that all streams of objects together may become: a hundred for each of as many objects as are taken. */
  packedObjects: 48 * 1024 * 1024,
  /** Bytes that one compressed object or cross-reference stream may become, and all of a file together. */
  expandedStream: 64 * 1024 * 1024,
  expandedFile: 256 * 1024 * 1024,
} as const;
