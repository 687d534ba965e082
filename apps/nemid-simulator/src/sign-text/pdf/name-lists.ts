/** The lists of appendix C (Implementation Guidelines for NemID). Letter case counts. */
import { NAMES } from "./appendix-c-names.js";

/** A dictionary of one of these types is not looked into. */
export const EXEMPT_TYPES: ReadonlySet<string> = new Set(["FontDescriptor", "Font", "Metadata"]);

/** What stands under one of these keys may have names of the document's own: `F1`, `Im0`, `ABCDEE+Arial`. */
export const EXEMPT_KEYS: ReadonlySet<string> = new Set(
  `Encoding ExtGState ColorSpace Pattern Shading XObject ProcSet Properties BaseFont Name Dests Dest Info Font Differences`.split(
    " ",
  ),
);

/** `Link` is in the guidelines' prose (5.4.2), not in their appendix. */
const OFFICE =
  `Workbook Textbox Endnote Worksheet Macrosheet Annotation Dialogsheet Chartsheet Diagram Footnote Chart Slide InlineShape
  Artifact Figure Formula Link`.split(/\s+/);

const ALLOWED = new Set([...NAMES, ...OFFICE]);

export function isNameAllowed(name: string): boolean {
  return ALLOWED.has(name);
}

/** Every viewer has these, so they need not be in the file. */
export const STANDARD_FONTS: ReadonlySet<string> = new Set(
  `Courier Courier-Bold Courier-BoldOblique Courier-Oblique Helvetica Helvetica-Bold Helvetica-BoldOblique Helvetica-Oblique
  Symbol Times-Bold Times-BoldItalic Times-Italic Times-Roman ZapfDingbats`.split(/\s+/),
);
