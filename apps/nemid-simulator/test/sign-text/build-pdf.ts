/** Writes PDFs for tests: with a table or a stream of cross-references, with objects in the file or within a stream. */
import { deflateSync } from "node:zlib";

export interface PdfParts {
  /** By number from one, as text: `<< /Type /Catalog ... >>`. */
  readonly objects: readonly string[];
  readonly trailer?: string;
  /** Packs every object but streams into a stream of objects. */
  readonly packed?: boolean;
  readonly predictor?: boolean;
  readonly header?: string;
}

const CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const PAGE =
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>";
export const FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const TEXT = "BT /F1 18 Tf 20 100 Td (I agree) Tj ET";
export const CONTENTS = `<< /Length ${TEXT.length} >>\nstream\n${TEXT}\nendstream`;
export const ONE_PAGE = [CATALOG, PAGES, PAGE, FONT, CONTENTS];

/** A page that says "I agree", with more objects and changes. */
export function onePage(more: readonly string[] = [], changes: Readonly<Record<string, string>> = {}): PdfParts {
  const changed = ONE_PAGE.map((object) =>
    Object.entries(changes).reduce((text, [from, to]) => text.replace(from, to), object),
  );
  return { objects: [...changed, ...more] };
}

export function buildPdf(parts: PdfParts): Buffer {
  return parts.packed ? buildPacked(parts) : buildPlain(parts);
}

function buildPlain({ objects, trailer = "", header = "%PDF-1.7\n%\xe2\xe3\n" }: PdfParts): Buffer {
  let text = header;
  const base = header.indexOf("%PDF");
  const places = objects.map((object, index) => {
    const at = text.length - base;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length - base;
  const entries = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

function buildPacked({ objects, trailer = "", predictor }: PdfParts): Buffer {
  const chunks: Buffer[] = [Buffer.from("%PDF-1.7\n", "latin1")];
  const size = () => chunks.reduce((sum, { length }) => sum + length, 0);
  const rows: number[][] = [[0, 0, 65535]];
  const container = objects.length + 1;
  const packed = objects
    .map((object, index) => ({ object, number: index + 1 }))
    .filter(({ object }) => !object.includes("stream"));
  for (const [index, object] of objects.entries()) {
    const place = packed.findIndex(({ number }) => number === index + 1);
    rows[index + 1] = place >= 0 ? [2, container, place] : [1, size(), 0];
    if (place < 0) chunks.push(Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`, "latin1"));
  }
  let body = "";
  const head = packed.map(({ object, number }) => {
    const pair = `${number} ${body.length}`;
    body += `${object} `;
    return pair;
  });
  const first = `${head.join(" ")} `;
  rows[container] = [1, size(), 0];
  chunks.push(
    streamObject(
      container,
      `/Type /ObjStm /N ${packed.length} /First ${first.length}`,
      Buffer.from(first + body, "latin1"),
    ),
  );
  const start = size();
  rows[container + 1] = [1, start, 0];
  const data = Buffer.from(
    rows.flatMap(([kind = 0, a = 0, b = 0]) => [kind, a >> 16, (a >> 8) & 255, a & 255, b >> 8, b & 255]),
  );
  const filtered = predictor ? upFiltered(data, 6) : data;
  const parameters = predictor ? "/DecodeParms << /Predictor 12 /Columns 6 >>" : "";
  chunks.push(
    streamObject(
      container + 1,
      `/Type /XRef /W [1 3 2] /Size ${rows.length} /Root 1 0 R ${parameters} ${trailer}`,
      filtered,
    ),
  );
  chunks.push(Buffer.from(`startxref\n${start}\n%%EOF\n`, "latin1"));
  return Buffer.concat(chunks);
}

function streamObject(number: number, entries: string, data: Buffer): Buffer {
  const deflated = deflateSync(data);
  const head = `${number} 0 obj\n<< ${entries} /Filter /FlateDecode /Length ${deflated.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), deflated, Buffer.from("\nendstream\nendobj\n")]);
}

/** Each row as its difference to the one above (PNG's filter 2). */
function upFiltered(data: Buffer, row: number): Buffer {
  const rows = Array.from({ length: data.length / row }, (_, index) => data.subarray(index * row, (index + 1) * row));
  return Buffer.concat(
    rows.map((bytes, index) =>
      Buffer.from([2, ...bytes.map((byte, at) => (byte - (rows[index - 1]?.[at] ?? 0)) & 255)]),
    ),
  );
}
