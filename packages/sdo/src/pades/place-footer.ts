import type { PdfFile } from "../pdf/file/pdf-file.js";
import { formFromPage } from "../pdf/pages/form-from-page.js";
import type { PdfPage } from "../pdf/pages/walk-pages.js";
import { dictionary, isArray, name, type PdfDictionary, type PdfValue } from "../pdf/syntax/pdf-value.js";
import type { ObjectCopier } from "../pdf/writing/copy-objects.js";
import type { NewObjects } from "../pdf/writing/new-objects.js";
import { FOOTER } from "./painting/paint-sheets.js";

type Box = readonly [left: number, bottom: number, right: number, top: number];

const FROM_EDGE = 6;
/** Print, ReadOnly, Locked, LockedContents (ISO 32000-2 table 167). */
const FIXED = 4 | 64 | 128 | 512;
/** How a line is turned so that it reads from left to right on a page that is shown turned clockwise. */
const TURNS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 0, 0, 1, 0, 0],
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
};

/** A footer as an annotation: the page's own content and resources stay as they were signed. */
export function placeFooter(
  page: PdfDictionary,
  footer: { readonly file: PdfFile; readonly page: PdfPage; readonly copier: ObjectCopier },
  resolve: (value: PdfValue | undefined) => PdfValue,
  target: NewObjects,
): PdfDictionary {
  const turn = turnOf(resolve(page.get("Rotate")));
  const look = formFromPage(footer.file, footer.page, target, footer.copier, TURNS[turn]);
  return dictionary({
    Type: name("Annot"),
    Subtype: name("Stamp"),
    Rect: footOf(boxOf(page, resolve), turn),
    F: FIXED,
    AP: dictionary({ N: look }),
  });
}

function turnOf(value: PdfValue): number {
  return typeof value === "number" && value % 90 === 0 ? ((value % 360) + 360) % 360 : 0;
}

function boxOf(page: PdfDictionary, resolve: (value: PdfValue | undefined) => PdfValue): Box {
  const numbers = (key: string) => {
    const value = resolve(page.get(key));
    const all = isArray(value) ? value.map(resolve).filter((each) => typeof each === "number") : [];
    return all.length === 4 ? (all as unknown as Box) : undefined;
  };
  const [a, b, c, d] = numbers("CropBox") ?? numbers("MediaBox") ?? [0, 0, 595, 842];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** At the edge that is shown below, in the middle; smaller on a narrow page. */
function footOf([left, bottom, right, top]: Box, turn: number): readonly number[] {
  const along = turn % 180 === 0 ? right - left : top - bottom;
  const scale = Math.min(1, Math.max(0.1, (along - 2 * FROM_EDGE) / FOOTER.width));
  const [width, height] = [FOOTER.width * scale, FOOTER.height * scale];
  const [x, y] = [(left + right - width) / 2, (bottom + top - width) / 2];
  if (turn === 90) return [right - FROM_EDGE - height, y, right - FROM_EDGE, y + width];
  if (turn === 180) return [x, top - FROM_EDGE - height, x + width, top - FROM_EDGE];
  if (turn === 270) return [left + FROM_EDGE, y, left + FROM_EDGE + height, y + width];
  return [x, bottom + FROM_EDGE, x + width, bottom + FROM_EDGE + height];
}
