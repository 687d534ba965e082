/** Documents as customers upload them, and as they should not. */
import { deflateSync } from "node:zlib";
import { type AssembledPdf, assemblePackedPdf, assemblePdf, type ObjectTexts, streamText } from "./assemble-pdf.js";

const FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const RESOURCES = "/Resources << /Font << /F1 4 0 R >> >>";

export interface PageChoices {
  readonly pages?: number;
  readonly text?: string;
  /** Further entries of the catalog, and of the first page. */
  readonly catalog?: string;
  readonly page?: string;
  /** Further objects, from number 10 on; pages begin at 1000. */
  readonly objects?: ObjectTexts;
}

const FIRST_PAGE = 1000;

/** Objects 1 to 4 are catalog, tree, nothing, font; each page has a number and the next its content. */
export function pageObjects(choices: PageChoices = {}): ObjectTexts {
  const { pages = 1, text = "The text of the agreement", catalog = "", page = "", objects = {} } = choices;
  const all: Record<number, string> = {};
  const kids = Array.from({ length: pages }, (_, index) => FIRST_PAGE + 2 * index);
  all[1] = `<< /Type /Catalog /Pages 2 0 R ${catalog}>>`;
  all[2] = `<< /Type /Pages /Count ${pages} /MediaBox [0 0 595 842] ${RESOURCES} /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] >>`;
  all[4] = FONT;
  Object.assign(all, objects);
  for (const [index, kid] of kids.entries()) {
    all[kid] = `<< /Type /Page /Parent 2 0 R /Contents ${kid + 1} 0 R ${index === 0 ? page : ""}>>`;
    all[kid + 1] = streamText(`BT /F1 18 Tf 60 760 Td (${text}, page ${index + 1}) Tj ET`);
  }
  return all;
}

export const textPdf = (choices: PageChoices = {}): Buffer => assemblePdf(pageObjects(choices)).bytes;
export const packedPdf = (choices: PageChoices = {}): Buffer => assemblePackedPdf(pageObjects(choices)).bytes;

/** Pictures whose bytes nothing compresses, a page each, about a megabyte a page. */
export function picturePdf(megabytes: number): Buffer {
  let state = 1;
  const [width, height] = [590, 592];
  const pixels = Buffer.alloc(width * height * 3);
  const objects: Record<number, string> = {};
  for (let picture = 0; picture < megabytes; picture++) {
    for (let i = 0; i < pixels.length; i++) {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      pixels[i] = state >> 16;
    }
    const entries = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 `;
    objects[1000 + 3 * picture] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /P ${1001 + 3 * picture} 0 R >> >> /Contents ${1002 + 3 * picture} 0 R >>`;
    objects[1001 + 3 * picture] = streamText(pixels, entries);
    objects[1002 + 3 * picture] = streamText("q 495 0 0 495 50 200 cm /P Do Q");
  }
  const kids = Array.from({ length: megabytes }, (_, picture) => `${1000 + 3 * picture} 0 R`).join(" ");
  return assemblePdf({
    1: "<< /Type /Catalog /Pages 2 0 R >>",
    2: `<< /Type /Pages /Count ${megabytes} /Kids [${kids}] >>`,
    ...objects,
  }).bytes;
}

const look = (text: string) =>
  streamText(
    `BT /F1 12 Tf 2 4 Td (${text}) Tj ET`,
    "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 4 0 R >> >> ",
  );

/** A field for text that is filled in, and a ticked box. */
export const formPdf = (): Buffer =>
  textPdf({
    catalog: "/AcroForm << /Fields [10 0 R 11 0 R] >> ",
    page: "/Annots [10 0 R 11 0 R] ",
    objects: {
      10: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ella) /Rect [60 700 260 720] /AP << /N 12 0 R >> >>",
      11: "<< /Type /Annot /Subtype /Widget /FT /Btn /T (yes) /V /On /AS /On /Rect [60 660 260 680] /AP << /N << /On 13 0 R /Off 14 0 R >> >> >>",
      12: look("filled in by Ella"),
      13: look("ticked"),
      14: look("not ticked"),
    },
  });

export const linkPdf = (action = "<< /S /URI /URI (https://example.com/terms) >>"): Buffer =>
  textPdf({ page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [60 750 300 780] /Border [0 0 1] /A ${action} >>] ` });

export const scriptPdf = (): Buffer => textPdf({ catalog: "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> " });

/** What is on a layer that is not shown must not be seen in a copy either. */
export const layeredPdf = (): Buffer =>
  textPdf({
    catalog: "/OCProperties << /OCGs [10 0 R 11 0 R] /D << /OFF [11 0 R] >> >> ",
    page: "/Resources << /Font << /F1 4 0 R >> /Properties << /Shown 10 0 R /Hidden 11 0 R >> >> ",
    objects: { 10: "<< /Type /OCG /Name (shown) >>", 11: "<< /Type /OCG /Name (hidden) >>" },
  });

/** The page is in a cross-reference stream that readers before PDF 1.5 do not see. */
export function hybridPdf(): AssembledPdf {
  const { 1000: page, 1001: content, ...seen } = pageObjects();
  const base = assemblePdf({ ...seen, 1001: content! }).bytes.toString("latin1");
  const cut = base.indexOf("xref\n0 1");
  const packed = `1000 0\n${page}\n`;
  const container = streamText(packed, `/Type /ObjStm /N 1 /First 7 `);
  const containerAt = cut;
  const containerText = `2000 0 obj\n${container}\nendobj\n`;
  const hiddenAt = containerAt + containerText.length;
  const rows = Buffer.alloc(14);
  rows.writeUInt8(2, 0);
  rows.writeUInt32BE(2000, 1);
  rows.writeUInt8(1, 7);
  rows.writeUInt32BE(containerAt, 8);
  const hidden = `2001 0 obj\n${streamText(deflateSync(rows), "/Type /XRef /W [1 4 2] /Index [1000 1 2000 1] /Size 2002 /Root 1 0 R /Filter /FlateDecode ")}\nendobj\n`;
  const xref = hiddenAt + hidden.length;
  const table = base
    .slice(cut)
    .replace(/\/Size \d+ \/Root 1 0 R/, `/Size 2002 /Root 1 0 R /XRefStm ${hiddenAt}`)
    .replace(/startxref\n\d+/, `startxref\n${xref}`);
  return { bytes: Buffer.from(base.slice(0, cut) + containerText + hidden + table, "latin1"), xref, size: 2002 };
}
