/** PDFs written by hand, object by object: what libraries would not write, too. */
import { deflateSync } from "node:zlib";

/** A page with a line of text, in one of the standard fonts. */
export const onePage: Readonly<Record<number, string>> = {
  1: "<< /Type /Catalog /Pages 2 0 R >>",
  2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
  4: streamOf("", "BT /F1 12 Tf (Hej) Tj ET"),
  5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
};

export interface PdfOptions {
  readonly header?: string;
  readonly trailer?: string; // members of the trailer besides Size and Root
  readonly behind?: string; // after the last object
}

/** @param more further objects, or others in place of those of the page, by number */
export function pdfOf(more: Readonly<Record<number, string>> = {}, options: PdfOptions = {}): Buffer {
  const { header = "%PDF-1.7", trailer = "", behind = "" } = options;
  const objects = Object.entries({ ...onePage, ...more }).map(([number, body]) => objectOf(number, body));
  const end = `trailer\n<< /Size 99 /Root 1 0 R ${trailer} >>\nstartxref\n0\n%%EOF\n`;
  return Buffer.from(`${header}\n${objects.join("")}${behind}${end}`, "latin1");
}

export function objectOf(number: number | string, body: string): string {
  return `${number} 0 obj\n${body}\nendobj\n`;
}

/** @param members of the stream's dictionary */
export function streamOf(members: string, content: string): string {
  return `<< ${members} /Length ${Buffer.byteLength(content, "latin1")} >>\nstream\n${content}\nendstream`;
}

/** An object stream with these objects, compressed. */
export function objectStreamOf(objects: Readonly<Record<number, string>>): string {
  const entries = Object.entries(objects);
  let at = 0;
  const table = entries.map(([number, body]) => {
    const entry = `${number} ${at}`;
    at += body.length + 1;
    return entry;
  });
  const head = `${table.join(" ")} `;
  const content = deflateSync(Buffer.from(head + entries.map(([, body]) => `${body} `).join(""), "latin1"));
  const members = `/Type /ObjStm /N ${entries.length} /First ${head.length} /Filter /FlateDecode`;
  return streamOf(members, content.toString("latin1"));
}
