import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { PdfFile } from "../src/pdf/file/pdf-file.js";
import { walkPages } from "../src/pdf/pages/walk-pages.js";
import { PdfError } from "../src/pdf/pdf-error.js";
import { PdfScanner } from "../src/pdf/syntax/pdf-scanner.js";
import type { PdfDictionary, PdfString, PdfValue } from "../src/pdf/syntax/pdf-value.js";
import { assemblePackedPdf, assemblePdf, latin1, streamText } from "./pdfs/assemble-pdf.js";
import { hybridPdf, packedPdf, pageObjects, picturePdf, textPdf } from "./pdfs/sample-pdfs.js";

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof PdfError) return error.code;
    throw error;
  }
  return "none";
}
const value = (text: string) => new PdfScanner(latin1(text), 0).readValue();
const textOfString = (read: PdfValue) => Buffer.from((read as PdfString).bytes).toString("latin1");

describe("objects", () => {
  test("are read as the format writes them", () => {
    expect(value("[ 1 -2.5 +.5 true null /A#20b 12 0 R 12 0 ]")).toEqual([
      1,
      -2.5,
      0.5,
      true,
      null,
      { type: "name", name: "A b" },
      { type: "reference", object: 12, generation: 0 },
      12,
      0,
    ]);
    const read = value("<</A<</B[]>>/C(x)>>") as PdfDictionary;
    expect(read.get("A")).toEqual(new Map([["B", []]]));
    expect(textOfString(read.get("C")!)).toBe("x");
  });

  test.each([
    ["(a(b)c)", "a(b)c"],
    ["(\\101\\7\\n\\(\\\r\nx)", "A\u0007\n(x"],
    ["(a\r\nb\rc)", "a\nb\nc"],
    ["<41 4\n2\u00005>", "ABP"],
    ["<>", ""],
  ])("take the string %j for %j", (written, meant) => {
    expect(textOfString(value(written))).toBe(meant);
  });

  test.each([
    ["(never ends", "damaged"],
    ["<4g>", "damaged"],
    ["<41", "damaged"],
    ["1.2.3", "damaged"],
    ["[1 2", "damaged"],
    ["<</A 1", "damaged"],
    ["<<1 2>>", "damaged"],
    ["word", "damaged"],
    ["", "damaged"],
    ["<</A 1/A 2>>", "duplicate-key"],
    ["<</A 1/#41 2>>", "duplicate-key"],
    ["[".repeat(5000), "too-deep"],
    ["<</A".repeat(5000), "too-deep"],
    ["x".repeat(100_000), "damaged"],
  ])("refuse %.20j as %s", (written, code) => {
    expect(refusal(() => value(written))).toBe(code);
  });
});

describe("a file is read", () => {
  test.each([
    ["with a cross-reference table", textPdf({ pages: 3 }), 3],
    ["with a cross-reference stream and packed objects", packedPdf({ pages: 3 }), 3],
    ["as a hybrid", hybridPdf().bytes, 1],
    ["of pictures", picturePdf(2), 2],
  ])("%s", (_form, file, pages) => {
    expect(walkPages(new PdfFile(file))).toHaveLength(pages);
  });

  test("as its newest revision has it", () => {
    const first = assemblePdf(pageObjects());
    const second = assemblePdf({ 1001: streamText("new") }, { after: first });
    const file = new PdfFile(second.bytes);
    expect(file.object(1001)).toMatchObject({ bytes: Buffer.from("new") });
    expect(new PdfFile(second.bytes.subarray(0, first.bytes.length)).object(1001)).not.toMatchObject({
      bytes: Buffer.from("new"),
    });
  });

  test("with rows that were predicted", () => {
    const rows = Buffer.from([2, 1, 2, 3, 2, 1, 1, 1]); // of PNG's Up: 1 2 3, then 2 3 4
    const packed = streamText(deflateSync(rows), "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 3 >> ");
    const file = new PdfFile(assemblePdf({ ...pageObjects(), 10: packed }).bytes);
    expect([...file.expand(file.object(10) as never)]).toEqual([1, 2, 3, 2, 3, 4]);
  });
});

const whole = textPdf().toString("latin1");
const edited = (what: string | RegExp, into: string) => latin1(whole.replace(what, into));

describe("a file is refused", () => {
  test.each<readonly [string, () => Uint8Array, string]>([
    ["without bytes", () => new Uint8Array(), "not-a-pdf"],
    ["with bytes before its header", () => latin1(`x${whole}`), "not-a-pdf"],
    ["without startxref", () => edited(/startxref[\s\S]*/, ""), "damaged"],
    ["without %%EOF", () => edited("%%EOF", ""), "damaged"],
    ["whose end lies far behind it", () => latin1(whole + " ".repeat(2000)), "damaged"],
    ["whose cross-references lie elsewhere", () => edited(/startxref\n\d+/, "startxref\n3"), "damaged"],
    ["whose cross-references lie behind its end", () => edited(/startxref\n\d+/, "startxref\n999999"), "damaged"],
    [
      "whose revisions go round in a circle",
      () => edited("/Root", `/Prev ${/startxref\n(\d+)/.exec(whole)![1]} /Root`),
      "damaged",
    ],
    [
      "that says it has a million objects",
      () => edited("0 1\n0000000000", "0 9999999\n0000000000"),
      "too-many-objects",
    ],
    ["with another object where one should be", () => edited("\n1 0 obj", "\n7 0 obj"), "damaged"],
    ["with an object behind its end", () => edited(/\d{10}(?= 00000 n \ntrailer)/, "9999999999"), "damaged"],
    ["with a stream that is too short", () => edited(/\/Length \d+/, "/Length 3"), "damaged"],
    ["with a stream that is longer than the file", () => edited(/\/Length \d+/, "/Length 99999"), "damaged"],
    ["with a stream whose length is in itself", () => edited(/\/Length \d+/, "/Length 1001 0 R"), "damaged"],
    ["with a stream that begins behind a carriage return alone", () => edited("\nstream\n", "\nstream\r"), "damaged"],
    ["whose pages are in themselves", () => edited("/Kids [1000 0 R]", "/Kids [2 0 R]   "), "cyclic-pages"],
    [
      "with one page twice",
      () => textPdf({ pages: 2 }).toString("latin1").replace("1002 0 R]", "1000 0 R]") as never,
      "cyclic-pages",
    ],
    ["without pages", () => edited("/Kids [1000 0 R]", "/Kids []        "), "no-pages"],
    ["whose page is missing", () => edited("/Kids [1000 0 R]", "/Kids [1009 0 R]"), "damaged"],
    ["whose catalog is missing", () => edited("/Root 1 0 R", "/Root 9 0 R"), "damaged"],
    ["with too many pages", () => textPdf({ pages: 10_001, text: "x" }), "too-many-pages"],
    ["whose objects lie in one another", () => overlapping(), "damaged"],
  ])("%s", (_what, make, code) => {
    const made: unknown = make();
    const file = typeof made === "string" ? latin1(made) : (made as Uint8Array);
    const read = () => {
      const pdf = new PdfFile(file);
      walkPages(pdf);
      for (const object of pdf.entries.keys()) pdf.object(object);
    };
    expect(refusal(read)).toBe(code);
  });

  test("when what is packed becomes too large", () => {
    const bomb = streamText(
      deflateSync(Buffer.alloc(70 * 1024 * 1024)),
      "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode ",
    );
    const text = assemblePackedPdf(pageObjects()).bytes.toString("latin1");
    const container = /(\d+) 0 obj\n<< \/Length \d+ \/Type \/ObjStm/.exec(text)!;
    const file = assemblePdf({ ...pageObjects(), 5: bomb });
    expect(container[1]).toBeDefined();
    const read = new PdfFile(file.bytes);
    expect(refusal(() => read.expand(read.object(5) as never))).toBe("expands-too-much");
  });
});

/** Each object is a string that holds all the objects after it. */
function overlapping(): Uint8Array {
  const count = 50;
  let body = "%PDF-1.7\n";
  const places: number[] = [];
  for (let object = 1; object <= count; object++) {
    places.push(body.length);
    body += `${object} 0 obj\n(`;
  }
  body += ")endobj ".repeat(count);
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const end = `xref\n0 1\n0000000000 65535 f \n1 ${count}\n${rows}trailer\n<< /Size ${count + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return latin1(body + end);
}
