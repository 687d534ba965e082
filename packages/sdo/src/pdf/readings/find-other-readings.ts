/**
 * Whether every reader reads the same. Readers that go by the cross-references must find what those find that go through the file
 * from its beginning, as many do when they take it for damaged (PDF.js, which the signing page draws with, among them), and others,
 * such as pdf-lib, do always; and what the file says of itself twice must be the same.
 */
import type { PdfFile } from "../file/pdf-file.js";
import { countingProblems } from "./counting-rules.js";
import { meaningProblems } from "./meaning-rules.js";
import { placementProblems } from "./placement-rules.js";
import { walkFile } from "./walk-file.js";

/** In words, for whoever made the file; empty when there is one reading. @throws PdfError when it cannot be gone through */
export function findOtherReadings(file: PdfFile): readonly string[] {
  const parts = walkFile(file);
  const problems = [
    ...placementProblems(file, parts),
    ...countingProblems(file, parts),
    ...meaningProblems(file, parts),
  ];
  return [...new Set(problems)];
}
