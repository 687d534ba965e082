/** A contract of some pages, as plain as NemID demands: standard fonts, no links, no forms. */
import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";

export async function samplePdf(pages = 2, text = "The borrower owes the lender 100 kr."): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) {
    const page = pdf.addPage([595, 842]);
    page.drawText(`Contract, page ${number}`, { x: 60, y: 760, size: 24, font });
    page.drawText(text, { x: 60, y: 700, size: 12, font });
  }
  return pdf.save({ useObjectStreams: false });
}
