import { describe, expect, test } from "vitest";
import { PdfFile } from "../src/pdf/file/pdf-file.js";
import { walkPages } from "../src/pdf/pages/walk-pages.js";
import { isName } from "../src/pdf/syntax/pdf-value.js";
import { hybridPdf, packedPdf, picturePdf, textPdf } from "./pdfs/sample-pdfs.js";

test.each([
  ["t", textPdf({ pages: 3 }), 3],
  ["p", packedPdf({ pages: 3 }), 3],
  ["h", hybridPdf().bytes, 1],
  ["pic", picturePdf(2), 2],
] as const)("%s", (_n, b, n) => {
  const f = new PdfFile(b);
  expect(walkPages(f)).toHaveLength(n);
});
