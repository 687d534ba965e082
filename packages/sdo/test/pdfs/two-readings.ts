/** PDFs that are two documents: one by the cross-references, another to who goes through the file or believes a different word of it. */
import { deflateSync } from "node:zlib";
import {
  type AssembledPdf,
  assemblePackedPdf,
  assemblePdf,
  latin1,
  type ObjectTexts,
  streamText,
} from "./assemble-pdf.js";
import { hybridPdf, pageObjects, textPdf } from "./sample-pdfs.js";

const OTHER = streamText("BT /F1 18 Tf 60 760 Td (Another agreement) Tj ET");
const row = (place: number, use = "n", generation = "00000") =>
  `${String(place).padStart(10, "0")} ${generation} ${use} \n`;
const pdf = (objects: ObjectTexts = {}) => assemblePdf({ ...pageObjects(), ...objects });
const edit = (bytes: Buffer, what: string | RegExp, into: string) => {
  const text = bytes.toString("latin1");
  const edited = text.replace(what, into);
  if (edited === text) throw new Error(`${what} is not in the file`);
  return latin1(edited);
};

/** Something more before the cross-references, of which they say nothing. */
function insert(text: string, { bytes, xref }: AssembledPdf = pdf()): Buffer {
  const whole = Buffer.concat([bytes.subarray(0, xref), latin1(text), bytes.subarray(xref)]);
  return edit(whole, `startxref\n${xref}`, `startxref\n${xref + text.length}`);
}

/** Two versions of the page's content, and the cross-references lead to the first. */
function firstCounts(): Buffer {
  const first = pdf();
  const at = first.bytes.indexOf("1001 0 obj");
  return assemblePdf({ 1001: OTHER }, { after: first, entries: { 1001: row(at) } }).bytes;
}

/** A later revision puts an object into a stream that stands in the file by itself. */
function packedOver(packed: string, entry: readonly [object: number, index: number]): Buffer {
  const first = pdf();
  const container = streamText(
    packed,
    `/Type /ObjStm /N ${packed.startsWith("4 0 4") ? 2 : 1} /First ${packed.indexOf("<<")} `,
  );
  const at = first.bytes.length;
  const text = `2000 0 obj\n${container}\nendobj\n`;
  const rows = Buffer.alloc(21);
  rows.writeUInt8(2, 0);
  rows.writeUInt32BE(2000, 1);
  rows.writeUInt16BE(entry[1], 5);
  rows.writeUInt8(1, 7);
  rows.writeUInt32BE(at, 8);
  rows.writeUInt8(1, 14);
  rows.writeUInt32BE(at + text.length, 15);
  const entries = `/Type /XRef /W [1 4 2] /Index [${entry[0]} 1 2000 2] /Size 2002 /Root 1 0 R /Prev ${first.xref} /Filter /FlateDecode `;
  const xref = `2001 0 obj\n${streamText(deflateSync(rows), entries)}\nendobj\nstartxref\n${at + text.length}\n%%EOF\n`;
  return Buffer.concat([first.bytes, latin1(text + xref)]);
}

/** The first cross-references lead to one catalog, the last to another; readers of a linearized file take the first. */
function linearized(): Buffer {
  const write = (length: number) => {
    const header = `%PDF-1.7\n3 0 obj\n<< /Linearized 1 /L ${String(length).padStart(6)} /O 1000 /N 1 >>\nendobj\n`;
    const first = assemblePdf(pageObjects(), { header });
    const bytes = edit(first.bytes, "65535 f \n", `65535 f \n3 1\n${row(9)}`);
    return assemblePdf({ 1001: OTHER }, { after: { ...first, bytes } }).bytes;
  };
  return write(write(0).length);
}

function zip(): Buffer {
  const whole = textPdf();
  const tail = whole.subarray(whole.lastIndexOf("startxref"));
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(tail.length + 1, 20);
  return Buffer.concat([whole.subarray(0, -tail.length), latin1("%"), end, latin1("\n"), tail]);
}

const removed = (): Buffer => {
  const text = assemblePdf({ 1001: OTHER }, { after: pdf(), entries: { 1001: row(0, "f", "00001") } }).bytes.toString(
    "latin1",
  );
  return latin1(text);
};
const withContent = (content: string) => pdf({ 10: streamText(content) }).bytes;

/** By what they do: the file, and the code of the finding. */
export const TWO_READINGS: readonly (readonly [what: string, make: () => Buffer, code: string])[] = [
  [
    "an object of which the cross-references say nothing",
    () => insert(`1001 0 obj\n${OTHER}\nendobj\n`),
    "other-reading",
  ],
  ["an older version of an object that counts", firstCounts, "other-reading"],
  [
    "an object in a stream",
    () => withContent(`\n1001 0 obj\n${OTHER.replace("stream\n", "")}\nendobj\n`),
    "other-reading",
  ],
  ["an object in a comment", () => insert("% 1001 0 obj null endobj\n"), "other-reading"],
  ["an object in a string", () => pdf({ 10: "(1001 0 obj null endobj)" }).bytes, "other-reading"],
  ["an object in two generations", () => insert(`1001 1 obj\n${OTHER}\nendobj\n`), "other-reading"],
  [
    "an object that is packed and stands by itself",
    () => packedOver("1000 0 << /Type /Page /Parent 2 0 R >>", [1000, 0]),
    "other-reading",
  ],
  ["an object that is packed twice", () => packedOver("4 0 4 6 << >> << >>", [4, 0]), "other-reading"],
  ["an object that was removed and is referred to", removed, "other-reading"],
  [
    "a reference to another generation",
    () => edit(textPdf(), "/Contents 1001 0 R", "/Contents 1001 1 R"),
    "other-reading",
  ],
  ["a second catalog", () => pdf({ 9: "<< /Type /Catalog /Pages 2 0 R >>" }).bytes, "other-reading"],
  ["a second catalog that is not called one", () => pdf({ 9: "<< /Pages 2 0 R >>" }).bytes, "other-reading"],
  [
    "revisions with two catalogs",
    () =>
      edit(
        assemblePdf({ 9: "<< /Type /Catalog /Pages 2 0 R >>" }, { after: pdf() }).bytes,
        /\/Root 1 0 R(?=[^R]*\/Prev)/,
        "/Root 9 0 R",
      ),
    "other-reading",
  ],
  [
    "a revision that the end leaves out",
    () => {
      const first = pdf();
      const second = assemblePdf({ 1001: OTHER }, { after: first });
      return Buffer.concat([second.bytes, latin1(`startxref\n${first.xref}\n%%EOF\n`)]);
    },
    "other-reading",
  ],
  ["a first page for readers of linearized files", linearized, "other-reading"],
  ["a trailer in a stream", () => withContent("trailer\n<< /Root 9 0 R >>\n"), "other-reading"],
  ["the end of a stream in a stream", () => withContent("a\nendstream\nb"), "other-reading"],
  ["a ZIP file in it", zip, "other-reading"],
  ["something else between its objects", () => insert("<html><script>alert(1)</script></html>\n"), "damaged"],
  ["an object that begins with a comment", () => edit(textPdf(), "1001 0 obj", "%1\n1001 0 obj"), "damaged"],
  ["a comment before the end of a stream", () => edit(textPdf(), "\nendstream", "\n% more\nendstream"), "damaged"],
  ["cross-references that begin with a free object 1", () => edit(textPdf(), /xref\n0 1\n/, "xref\n1 1\n"), "damaged"],
  ["pages that are not counted", () => edit(textPdf({ pages: 2 }), "/Count 2", "/Count 1"), "damaged"],
  ["a page that has pages", () => edit(textPdf(), "/Type /Pages", "/Type /Page "), "damaged"],
  ["pages without pages", () => edit(textPdf(), "/Type /Page /Parent", "/Type /Pages /Parent"), "damaged"],
  [
    "a page whose pages are no list",
    () => edit(textPdf(), "/Type /Page /Parent", "/Type /Page /Kids 4 0 R /Parent"),
    "damaged",
  ],
  ["a free object that old readers alone do not see", hybridOverFree, "damaged"],
  ["cross-references with four fields", () => packedWith("/W [1 4 2]", "/W [1 4 2 0]"), "damaged"],
  [
    "a zero byte before the place of its cross-references",
    () => edit(textPdf(), "startxref\n", "startxref\0"),
    "damaged",
  ],
  ["bytes before its header", () => Buffer.concat([latin1("\n"), textPdf()]), "not-a-pdf"],
  ["a second end", () => Buffer.concat([textPdf(), latin1("%%EOF\n")]), "trailing-bytes"],
  ["a web page behind its end", () => Buffer.concat([textPdf(), latin1("<html></html>")]), "trailing-bytes"],
];

function hybridOverFree(): Buffer {
  const { bytes, xref } = hybridPdf();
  const text = bytes.toString("latin1");
  return latin1(text.slice(0, xref) + text.slice(xref).replace("1001 1\n", `1000 2\n${row(0, "f", "65535")}`));
}

function packedWith(what: string, into: string): Buffer {
  const { bytes, xref } = assemblePackedPdf(pageObjects());
  const text = bytes.toString("latin1");
  return latin1(text.slice(0, xref) + text.slice(xref).replace(what, into));
}
