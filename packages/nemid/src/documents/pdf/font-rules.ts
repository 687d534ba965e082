/** Fonts: in the file, or one of the 14 that every reader has. With any other the document looks different on each machine. */
import { PDFDict, PDFName, PDFStream } from "@cantoo/pdf-lib";
import { type Finding, finding, quote } from "../findings.js";
import { dictionariesIn } from "./dictionaries.js";
import type { Pdf } from "./read-pdf.js";

/** PDF 1.7 (ISO 32000-1), section 9.6.2.2. */
const standardFonts: ReadonlySet<string> = new Set(
  (
    "Times-Roman Times-Bold Times-Italic Times-BoldItalic Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique " +
    "Courier Courier-Bold Courier-Oblique Courier-BoldOblique Symbol ZapfDingbats"
  ).split(" "),
);
const fontFiles = ["FontFile", "FontFile2", "FontFile3"];
/** Drawn by the document's own content, or made of fonts that are judged by themselves. */
const withoutFile = ["Type3", "Type0"];

export function inspectFonts(pdf: Pdf): readonly Finding[] {
  return pdf.objects.flatMap(({ where, number, object }) =>
    dictionariesIn(object).flatMap((font) => {
      const name = nameIn(font, "BaseFont") ?? "";
      if (nameIn(font, "Type") !== "Font" || isAtHand(font, name, pdf)) return [];
      return [
        finding(
          `${where}: the font ${quote(name)} is not in the file: embed it, or use one of the 14 standard fonts`,
          number,
          name,
        ),
      ];
    }),
  );
}

function isAtHand(font: PDFDict, name: string, { resolve }: Pdf): boolean {
  if (withoutFile.includes(nameIn(font, "Subtype") ?? "")) return true;
  const descriptor = resolve(font.get(PDFName.of("FontDescriptor")));
  const hasFile =
    descriptor instanceof PDFDict &&
    fontFiles.some((key) => resolve(descriptor.get(PDFName.of(key))) instanceof PDFStream);
  return hasFile || standardFonts.has(name);
}

function nameIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.get(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
}
