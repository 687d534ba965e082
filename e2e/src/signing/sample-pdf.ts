/** A contract of some pages, as plain as NemID demands: standard fonts, no links, no forms. */
import { PDFDocument, PDFName, PDFString, StandardFonts } from "@cantoo/pdf-lib";

export async function samplePdf(
  pages = 2,
  text = "The borrower owes the lender 100 kr.",
  change: (pdf: PDFDocument) => void = () => undefined,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) {
    const page = pdf.addPage([595, 842]);
    page.drawText(`Contract, page ${number}`, { x: 60, y: 760, size: 24, font });
    page.drawText(text, { x: 60, y: 700, size: 12, font });
  }
  change(pdf);
  return pdf.save({ useObjectStreams: false });
}

/** The same with more in its catalog than a document to sign should have: values as PDF writes dictionaries, names in `/`. */
export function pdfWith(entries: Readonly<Record<string, object>>): Promise<Uint8Array> {
  return samplePdf(1, undefined, ({ catalog, context }) => {
    for (const [name, value] of Object.entries(entries)) catalog.set(PDFName.of(name), context.obj(value as Literal));
  });
}
type Literal = Parameters<PDFDocument["context"]["obj"]>[0] & object;

export const RUNS_A_SCRIPT = { OpenAction: { S: "JavaScript", JS: PDFString.of("app.alert(1)") } };
