/** Small pictures of text, each a page of its own, that become part of other pages. */
import { colourOf } from "./colour-of.js";
import { FRONT_TEXTS, writeTime } from "./front-texts.js";
import type { FrontFacts } from "./paint-front-page.js";
import { type Paper, readColour } from "./paper.js";
import { printableLine } from "./printable-text.js";

export const FOOTER = { width: 480, height: 14 } as const;
export const SEAL = { width: 240, height: 44 } as const;
const GREY = "#555555";

/** For each page of the documents what stands at its foot, in order. */
export function paintFooters(paper: Paper, { front, documents }: FrontFacts): void {
  const texts = FRONT_TEXTS[front.language];
  const own = typeof front.footer === "string" ? ` · ${front.footer}` : "";
  for (const [index, { pages }] of documents.entries()) {
    for (let page = 1; page <= pages; page++) {
      const text = `${texts.document(index + 1, documents.length)} · ${texts.page(page, pages)}${own}`;
      paintLine(paper, text);
    }
  }
}

function paintLine(paper: Paper, text: string): void {
  const style = { size: 7, colour: GREY };
  const line = fit(printableLine(text), FOOTER.width, (each) => paper.width(each, style));
  const x = (FOOTER.width - paper.width(line, style)) / 2;
  paper.write(paper.sheet(FOOTER.width, FOOTER.height), line, { ...style, x, y: 4 });
}

/** What the seal looks like on the front page. */
export function paintSeal(paper: Paper, { front, sealedBy, at }: FrontFacts): void {
  const sheet = paper.sheet(SEAL.width, SEAL.height);
  const colour = colourOf(front);
  sheet.drawRectangle({
    x: 0.75,
    y: 0.75,
    width: SEAL.width - 1.5,
    height: SEAL.height - 1.5,
    borderWidth: 1.5,
    borderColor: readColour(colour),
  });
  const strong = { size: 9, bold: true };
  const name = fit(printableLine(sealedBy), SEAL.width - 20, (each) => paper.width(each, strong));
  paper.write(sheet, FRONT_TEXTS[front.language].sealed, { size: 7, colour: GREY, x: 10, y: 31 });
  paper.write(sheet, name, { ...strong, x: 10, y: 19 });
  paper.write(sheet, writeTime(at), { size: 7, colour: GREY, x: 10, y: 8 });
}

function fit(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && widthOf(`${characters.join("")}…`) > width) characters.pop();
  return `${characters.join("")}…`;
}
