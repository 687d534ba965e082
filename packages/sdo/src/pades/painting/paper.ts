import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fontkit from "@cantoo/fontkit";
import { PDFDocument, type PDFFont, type PDFImage, type PDFPage, rgb } from "@cantoo/pdf-lib";

const require = createRequire(import.meta.url);
const loadFont = (file: string) => readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${file}`));
/** Letters stand for themselves, so that what is searched for and copied is what was written. */
const PLAIN = { liga: false, kern: false };

export const A4 = { width: 595.28, height: 841.89 } as const;
export const MARGIN = 56;
const BOTTOM = 64;
const BLACK = rgb(0.1, 0.1, 0.1);

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  /** "#rrggbb" */
  readonly colour?: string;
  readonly indent?: number;
  readonly gapBelow?: number;
}

/** Pages to draw text on, from the top downwards; a full page is followed by another. Fonts go in with the letters used. */
export class Paper {
  readonly document: PDFDocument;
  readonly #fonts: { readonly regular: PDFFont; readonly bold: PDFFont };
  readonly #widths = { regular: new Map<string, number>(), bold: new Map<string, number>() };
  #page: PDFPage | undefined;
  #y = 0;

  private constructor(document: PDFDocument, fonts: Paper["fonts"]) {
    this.document = document;
    this.#fonts = fonts;
  }

  static async open(): Promise<Paper> {
    const document = await PDFDocument.create({ updateMetadata: false }); // which would tell the time
    document.registerFontkit(fontkit);
    const embed = (file: string) => document.embedFont(loadFont(file), { subset: true, features: PLAIN });
    return new Paper(document, { regular: await embed("DejaVuSans.ttf"), bold: await embed("DejaVuSans-Bold.ttf") });
  }

  get fonts() {
    return this.#fonts;
  }
  get pageCount(): number {
    return this.document.getPageCount();
  }
  /** Where the next line begins, from the bottom of the page. */
  get y(): number {
    return this.#y;
  }
  get page(): PDFPage {
    return this.#page ?? this.newPage();
  }

  newPage(): PDFPage {
    this.#page = this.document.addPage([A4.width, A4.height]);
    this.#y = A4.height - MARGIN;
    return this.#page;
  }

  /** A page of its own size, to be used as a picture. */
  sheet(width: number, height: number): PDFPage {
    this.#page = undefined;
    return this.document.addPage([width, height]);
  }

  move(down: number): void {
    this.#y -= down;
  }

  /** Begins a new page unless so much is left on this one. */
  keep(height: number): void {
    if (!this.#page || this.#y - height < BOTTOM) this.newPage();
  }

  width(text: string, { size, bold = false }: TextStyle): number {
    return [...text].reduce((sum, character) => sum + this.#widthOf(character, bold), 0) * size;
  }

  #widthOf(character: string, bold: boolean): number {
    const [font, known] = bold ? [this.#fonts.bold, this.#widths.bold] : [this.#fonts.regular, this.#widths.regular];
    const width = known.get(character) ?? font.widthOfTextAtSize(character, 1);
    known.set(character, width);
    return width;
  }

  lineBreaker(style: TextStyle): (character: string) => number {
    return (character) => this.#widthOf(character, style.bold ?? false) * style.size;
  }

  /** One line, below what is there. */
  line(text: string, style: TextStyle): void {
    const { size, indent = 0, gapBelow = 0 } = style;
    const height = lineHeight(size);
    this.keep(height);
    this.write(this.page, text, { ...style, x: MARGIN + indent, y: this.#y - size });
    this.move(height + gapBelow);
  }

  /** On a page, at a place. */
  write(page: PDFPage, text: string, style: TextStyle & { readonly x: number; readonly y: number }): void {
    const { x, y, size, bold, colour } = style;
    if (text === "") return;
    const font = bold ? this.#fonts.bold : this.#fonts.regular;
    page.drawText(text, { x, y, size, font, color: colour === undefined ? BLACK : readColour(colour) });
  }

  rule(colour: string): void {
    const y = this.#y;
    this.page.drawRectangle({ x: MARGIN, y, width: A4.width - 2 * MARGIN, height: 1.5, color: readColour(colour) });
    this.move(14);
  }

  picture(image: PDFImage, box: { readonly width: number; readonly height: number }): void {
    const { width, height } = image.scaleToFit(box.width, box.height);
    this.page.drawImage(image, { x: MARGIN, y: this.#y - height, width, height });
    this.move(height + 16);
  }

  save(): Promise<Uint8Array> {
    return this.document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
  }
}

export function lineHeight(size: number): number {
  return size * 1.4;
}

export function readColour(colour: string) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  return rgb(red!, green!, blue!);
}
