import { PdfFile } from "../file/pdf-file.js";
import { walkPages } from "../pages/walk-pages.js";
import { PdfError } from "../pdf-error.js";
import { findOtherReadings } from "../readings/find-other-readings.js";
import { lookIntoObjects } from "./look-into-objects.js";
import { expandsTooMuch } from "./measure-expansion.js";
import { finding, type PdfFinding } from "./pdf-findings.js";

export interface PdfInspectionOptions {
  /** Default: 50 MB. */
  readonly maxBytes?: number;
  /** What one compressed stream, and all together, may become. Default: 256 MB and 2 GB. */
  readonly maxExpandedStream?: number;
  readonly maxExpandedFile?: number;
}

export interface PdfInspection {
  readonly size: number; // bytes
  /** "1.7", of a file that is a PDF. */
  readonly version: string | undefined;
  /** Unknown of a file whose pages cannot be read. */
  readonly pages: number | undefined;
  readonly findings: readonly PdfFinding[];
}

const MEGABYTE = 1024 * 1024;

/**
 * What there is to know of a PDF before anybody is asked to sign it; the caller decides what it refuses, by `kind`. Never throws
 * for what the bytes are. Each finding is made once, with the first object it was made in and how many there are.
 *
 * @example
 * const { findings } = await inspectPdf(bytes);
 * const faults = findings.filter(({ kind }) => kind !== "note");
 */
export async function inspectPdf(bytes: Uint8Array, options: PdfInspectionOptions = {}): Promise<PdfInspection> {
  const { maxBytes = 50 * MEGABYTE } = options;
  const known = { size: bytes.length, version: undefined, pages: undefined };
  if (bytes.length === 0) return { ...known, findings: [finding("empty", "There are no bytes")] };
  if (bytes.length > maxBytes)
    return { ...known, findings: [finding("too-large", `More than ${maxBytes} bytes are not taken`)] };
  const file = attempt(() => new PdfFile(bytes));
  if ("problem" in file) return { ...known, findings: [file.problem] };
  return { size: bytes.length, version: file.value.version, ...(await lookInto(file.value, options)) };
}

async function lookInto(
  file: PdfFile,
  options: PdfInspectionOptions,
): Promise<Pick<PdfInspection, "pages" | "findings">> {
  const trailing =
    file.end < file.bytes.length
      ? [finding("trailing-bytes", `${file.bytes.length - file.end} bytes follow its end`)]
      : [];
  // Strings of an encrypted file cannot be read, and of what can be nothing is meant.
  if (file.isEncrypted)
    return {
      pages: undefined,
      findings: [finding("encrypted", "It is encrypted: remove its protection"), ...trailing],
    };
  const pages = attempt(() => walkPages(file).length);
  const content = attempt(() => lookIntoObjects(file));
  const readings = attempt(() => findOtherReadings(file).map((text) => finding("other-reading", text)));
  const expansion = "problem" in content ? [] : await lookAtExpansion(file, options);
  const problems = [pages, content, readings].flatMap((each) => ("problem" in each ? [each.problem] : []));
  const others = "value" in readings ? readings.value : [];
  const findings = [...problems, ...others, ...trailing, ...expansion, ...("value" in content ? content.value : [])];
  return { pages: "value" in pages ? pages.value : undefined, findings: withoutRepetition(findings) };
}

async function lookAtExpansion(file: PdfFile, options: PdfInspectionOptions): Promise<readonly PdfFinding[]> {
  const { maxExpandedStream = 256 * MEGABYTE, maxExpandedFile = 2048 * MEGABYTE } = options;
  const isTooMuch = await expandsTooMuch(file, { stream: maxExpandedStream, file: maxExpandedFile });
  return isTooMuch ? [finding("expands-too-much", "Its compressed parts become too large to be shown")] : [];
}

function attempt<T>(read: () => T): { readonly value: T } | { readonly problem: PdfFinding } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof PdfError) return { problem: finding(error.code, error.message) };
    throw error;
  }
}

function withoutRepetition(findings: readonly PdfFinding[]): readonly PdfFinding[] {
  return findings.filter(({ code }, index) => findings.findIndex((other) => other.code === code) === index);
}
