/** All that is painted, in one file, so that its fonts are in the package once. */
import { PdfFile } from "../../pdf/file/pdf-file.js";
import { type PdfPage, walkPages } from "../../pdf/pages/walk-pages.js";
import { PDF_LIMITS } from "../../pdf/pdf-limits.js";
import { extractText } from "../extract-text.js";
import type { Attachment, OpenedDocument } from "../list-contents.js";
import type { PackageContents } from "../package-contents.js";
import { placeSignatures } from "../place-signatures.js";
import { type FrontFacts, paintFrontPage, type SealPlace } from "./paint-front-page.js";
import { paintFooters, paintSeal } from "./paint-sheets.js";
import { paintTextPages } from "./paint-text-pages.js";
import { Paper } from "./paper.js";

export interface PaintedParts {
  readonly file: PdfFile;
  readonly front: readonly PdfPage[];
  /** The pages of each document that is no PDF, in order. */
  readonly texts: readonly (readonly PdfPage[])[];
  /** Of each page of the documents, where footers are wished for. */
  readonly footers: readonly PdfPage[];
  readonly seal: PdfPage;
  readonly sealPlace: SealPlace;
}

export async function paintParts(
  contents: PackageContents & { readonly at: Date },
  documents: readonly OpenedDocument[],
  attachments: readonly Attachment[],
): Promise<PaintedParts> {
  const paper = await Paper.open();
  const texts = documents.flatMap((document) =>
    document.file ? [] : [{ document, pages: paintTextPages(paper, extractText(document)) }],
  );
  const listed = documents.map((document) => ({
    ...document,
    size: document.bytes.length,
    pages: document.file ? walkPages(document.file).length : texts.find((text) => text.document === document)!.pages,
  }));
  const evidence = attachments.filter(({ relationship }) => relationship === "Supplement");
  const signatures = placeSignatures(contents);
  const facts: FrontFacts = { ...contents, signatures, documents: listed, evidence };
  const front = await paintFrontPage(paper, facts);
  const footers = contents.front.footer ? listed.reduce((sum, { pages }) => sum + pages, 0) : 0;
  if (footers > 0) paintFooters(paper, facts);
  paintSeal(paper, facts);
  const counts = [...texts.map(({ pages }) => pages), front.pages, footers, 1];
  return { ...(await divide(paper, counts, texts.length)), sealPlace: front.seal };
}

async function divide(
  paper: Paper,
  counts: readonly number[],
  texts: number,
): Promise<Omit<PaintedParts, "sealPlace">> {
  const file = new PdfFile(await paper.save());
  const pages = walkPages(file, PDF_LIMITS.objects);
  const ends = counts.map((_, index) => counts.slice(0, index + 1).reduce((sum, count) => sum + count, 0));
  const parts = ends.map((end, index) => pages.slice(end - counts[index]!, end));
  const [front, footers, seal] = parts.slice(texts);
  return { file, texts: parts.slice(0, texts), front: front!, footers: footers!, seal: seal![0]! };
}
