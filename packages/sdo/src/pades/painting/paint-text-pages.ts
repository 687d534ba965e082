import { A4, lineHeight, MARGIN, type Paper } from "./paper.js";
import { printableLines } from "./printable-text.js";
import { wrapText } from "./wrap-text.js";

const STYLE = { size: 10 } as const;

/** Sets a document's text on pages of its own. @returns how many */
export function paintTextPages(paper: Paper, text: string): number {
  const before = paper.pageCount;
  paper.newPage();
  const widthOf = paper.lineBreaker(STYLE);
  for (const line of printableLines(text)) {
    for (const part of wrapText(line, A4.width - 2 * MARGIN, widthOf)) {
      if (part === "") paper.move(lineHeight(STYLE.size));
      else paper.line(part, STYLE);
    }
  }
  return paper.pageCount - before;
}
