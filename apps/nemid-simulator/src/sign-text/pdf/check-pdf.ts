import { type Finding, MOST_FINDINGS } from "../finding.js";
import { checkFonts } from "./check-fonts.js";
import { checkNames } from "./check-names.js";
import { type OpenedPdf, openPdf } from "./open-pdf.js";
import { entryOf, isDictionary, isNode, PdfFault, type PdfValue } from "./pdf-value.js";

/** Whether the client's viewer takes a PDF: it can be read, has pages, and no name or font beyond the lists. Never throws. */
export function checkPdf(bytes: Uint8Array): readonly Finding[] {
  const opened = open(bytes);
  if (opened instanceof PdfFault) return [syntax(opened.message, opened.place)];
  return [...checkPages(opened), ...checkNames(opened), ...checkFonts(opened)].slice(0, MOST_FINDINGS);
}

function open(bytes: Uint8Array): OpenedPdf | PdfFault {
  try {
    return openPdf(bytes);
  } catch (error) {
    if (error instanceof PdfFault) return error;
    throw error;
  }
}

function checkPages({ objects, trailers: [newest] }: OpenedPdf): readonly Finding[] {
  const follow = (value: PdfValue | undefined) =>
    isNode(value) && value.is === "reference" ? objects.get(value.number) : value;
  const catalog = newest && follow(entryOf(newest, "Root"));
  const pages = isDictionary(catalog) ? follow(entryOf(catalog, "Pages")) : undefined;
  return isDictionary(pages) ? [] : [syntax("it has no pages", undefined)];
}

function syntax(says: string, place: string | undefined): Finding {
  return { rule: "pdf-syntax", says, ...(place !== undefined && { place }) };
}
