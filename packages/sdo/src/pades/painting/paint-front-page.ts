import type { FrontPage, PackagedDocument } from "../package-contents.js";
import type { PlacedSignature } from "../place-signatures.js";
import { colourOf } from "./colour-of.js";
import { embedLogo } from "./embed-logo.js";
import { FRONT_TEXTS, type FrontTexts, writeTime } from "./front-texts.js";
import { SEAL } from "./paint-sheets.js";
import { A4, MARGIN, type Paper, type TextStyle } from "./paper.js";
import { printableLine } from "./printable-text.js";
import { wrapText } from "./wrap-text.js";

/** What the front page says: facts, of which nothing is worked out here. */
export interface FrontFacts {
  readonly front: FrontPage;
  readonly documents: readonly ListedDocument[];
  readonly signatures: readonly PlacedSignature[];
  readonly evidence: readonly { readonly fileName: string; readonly description?: string; readonly sha256: string }[];
  readonly sealedBy: string;
  readonly at: Date;
}

interface ListedDocument extends Pick<PackagedDocument, "title" | "mediaType"> {
  readonly sha256: string;
  readonly size: number;
  readonly pages: number;
}

const GREY = "#555555";
const LOGO = { width: 180, height: 48 };
const WIDTH = A4.width - 2 * MARGIN;

const TITLE: TextStyle = { size: 20, bold: true, gapBelow: 4 };
const HEADING: TextStyle = { size: 12, bold: true, gapBelow: 3 };
const BODY: TextStyle = { size: 9.5 };
const STRONG: TextStyle = { size: 9.5, bold: true };
const NOTE: TextStyle = { size: 8.5, indent: 14 };
const SMALL: TextStyle = { size: 8, colour: GREY, indent: 14 };

/** Where the seal is to be seen: a page of the front, counted from 0, and the corner at its lower left. */
export interface SealPlace {
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

/** Draws the front page, on as many pages as it takes, and leaves room for the seal. */
export async function paintFrontPage(
  paper: Paper,
  facts: FrontFacts,
): Promise<{ readonly pages: number; readonly seal: SealPlace }> {
  const before = paper.pageCount;
  paper.newPage();
  const texts = FRONT_TEXTS[facts.front.language];
  await paintHead(paper, facts, texts);
  paintDocuments(paper, facts, texts);
  paintSignatures(paper, facts, texts);
  paintEvidence(paper, facts, texts);
  paintMeaning(paper, facts, texts);
  paper.move(10);
  paper.keep(SEAL.height);
  const pages = paper.pageCount - before;
  return { pages, seal: { page: pages - 1, x: MARGIN, y: paper.y - SEAL.height } };
}

async function paintHead(paper: Paper, { front, at }: FrontFacts, texts: FrontTexts): Promise<void> {
  if (front.logo) paper.picture(await embedLogo(paper.document, front.logo), LOGO);
  paragraph(paper, front.title ?? texts.title, { ...TITLE, colour: colourOf(front) });
  paper.rule(colourOf(front));
  paragraph(paper, texts.intro, BODY);
  paper.move(8);
  if (front.reference !== undefined) paragraph(paper, `${texts.reference}: ${front.reference}`, BODY);
  paragraph(paper, `${texts.sealedAt}: ${writeTime(at)}`, BODY);
}

function paintDocuments(paper: Paper, { front, documents }: FrontFacts, texts: FrontTexts): void {
  heading(paper, texts.documents, front);
  for (const [index, { title, mediaType, sha256, size, pages }] of documents.entries()) {
    paper.keep(44);
    paragraph(paper, `${index + 1}. ${title}`, STRONG);
    const kind = mediaType === "application/pdf" ? "PDF" : `${mediaType}, ${texts.textOnPages}`;
    paragraph(paper, `${kind}, ${texts.bytes(size)}, ${texts.pages(pages)}`, SMALL);
    paragraph(paper, `SHA-256: ${sha256}`, { ...SMALL, gapBelow: 4 });
  }
}

function paintSignatures(paper: Paper, { front, signatures, documents }: FrontFacts, texts: FrontTexts): void {
  if (signatures.length === 0) return;
  heading(paper, texts.signatures, front);
  for (const signature of signatures) {
    paper.keep(44);
    const { name, method, at, organization, identifier } = signature;
    paragraph(paper, organization === undefined ? name : `${name}, ${texts.for} ${organization}`, STRONG);
    // Of one document it goes without saying.
    const over = documents.length > 1 ? signature.documents : [];
    for (const each of over) paragraph(paper, texts.signed(each + 1, documents[each]!.title), NOTE);
    paragraph(paper, `${texts.with} ${method}, ${writeTime(at)}`, SMALL);
    if (identifier !== undefined) paragraph(paper, identifier, SMALL);
    paper.move(4);
  }
}

function paintEvidence(paper: Paper, { front, evidence }: FrontFacts, texts: FrontTexts): void {
  if (evidence.length === 0) return;
  heading(paper, texts.evidence, front);
  for (const { fileName, description, sha256 } of evidence) {
    paper.keep(44);
    paragraph(paper, description ? `${fileName}: ${description}` : fileName, BODY);
    paragraph(paper, `SHA-256: ${sha256}`, { ...SMALL, gapBelow: 4 });
  }
}

function paintMeaning(paper: Paper, { front, sealedBy }: FrontFacts, texts: FrontTexts): void {
  paper.keep(200);
  heading(paper, texts.seal, front);
  paragraph(paper, texts.sealText(sealedBy), BODY);
}

function heading(paper: Paper, text: string, front: FrontPage): void {
  paper.keep(70); // never alone at the foot of a page
  paper.move(14);
  paragraph(paper, text, { ...HEADING, colour: colourOf(front) });
}

function paragraph(paper: Paper, text: string, style: TextStyle): void {
  const { indent = 0, gapBelow = 0 } = style;
  const lines = wrapText(printableLine(text), WIDTH - indent, paper.lineBreaker(style));
  for (const line of lines) paper.line(line, { ...style, gapBelow: 0 });
  paper.move(gapBelow);
}
