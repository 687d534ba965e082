import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { allowedNames, exemptKeys, exemptTypes } from "../../src/documents/pdf/allowed-names.js";
import { inspectPdf } from "../../src/documents/pdf/pdf-rules.js";
import { objectOf, objectStreamOf, onePage, pdfOf, streamOf } from "./pdf-writer.js";

const said = async (pdf: Uint8Array) => (await inspectPdf(pdf)).map(({ message }) => message);
const pathsOf = async (pdf: Uint8Array) => (await inspectPdf(pdf)).map(({ path = [] }) => path.join(" "));

/** What the operator's text names as refused, and its list does not have. */
const absent =
  "OpenAction AA JavaScript JS Launch URI EmbeddedFile EmbeddedFiles FileAttachment Filespec Sound Movie Widget GoToR GoToE " +
  "SubmitForm ImportData ResetForm Hide AcroForm XFA RichMedia";

describe("a PDF that NemID shows", () => {
  const good: Readonly<Record<string, Buffer>> = {
    "a page of text": pdfOf(),
    "one of version 1.0": pdfOf({}, { header: "%PDF-1.0" }),
    "objects in a compressed stream": pdfOf({ 7: objectStreamOf({ 8: "<< /Type /Annot >>", 9: "[ /GoTo ]" }) }),
    "a link within the document": pdfOf({
      7: "<< /Type /Annot /Subtype /Link /Rect [0 0 1 1] /A << /S /GoTo /D [3 0 R /Fit] >> >>",
    }),
    "resources of any name": pdfOf({ 7: "<< /XObject << /Logo#20of#20Acme 4 0 R >> /Font << /Whatever 5 0 R >> >>" }),
    "a font's own words": pdfOf({
      7: "<< /Type /Font /Subtype /Type3 /Anything /GoesHere /Nested << /AndHere 1 >> >>",
    }),
    "glyphs of any name": pdfOf({ 7: "<< /Type /Encoding /Differences [ 32 /space /anyglyph ] >>" }),
    "entries of one's own in the information": pdfOf(
      { 7: "<< /Title (T) /Company (Acme) >>" },
      { trailer: "/Info 7 0 R" },
    ),
    "a shared dictionary of fonts": pdfOf({ 7: "<< /Font 8 0 R >>", 8: "<< /MyFont 5 0 R >>" }),
    "a name written with escapes": pdfOf({ 7: "<< /#54ype /An#6Eot >>" }),
    "an earlier version of an object": pdfOf({}, { behind: objectOf(4, streamOf("", "BT ET")) }),
    "white space behind the end": Buffer.concat([pdfOf(), Buffer.from("\r\n \n")]),
  };
  it.each(Object.entries(good))("%s", async (_what, pdf) => {
    expect(await said(pdf)).toEqual([]);
  });

  it("every name on the operator's list: 959, 16, and Link", async () => {
    expect(allowedNames.size).toBe(976);
    const names = [...allowedNames].map((name) => `/${name}`).join(" ");
    expect(await said(pdfOf({ 7: `[ ${names} ]` }))).toEqual([]);
  });

  it("what a library writes, with object streams and without", async () => {
    const document = await PDFDocument.create();
    document.addPage().drawText("Hej", { font: await document.embedFont(StandardFonts.Courier) });
    document.setTitle("Loan");
    expect(await said(await document.save({ useObjectStreams: true }))).toEqual([]);
    expect(await said(await document.save({ useObjectStreams: false }))).toEqual([]);
  });

  it.each(["FontFile", "FontFile2", "FontFile3"])("a font that is embedded as %s", async (key) => {
    const font = "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEE+Arial /FontDescriptor 8 0 R >>";
    const pdf = pdfOf({ 7: font, 8: `<< /Type /FontDescriptor /${key} 9 0 R >>`, 9: streamOf("", "font") });
    expect(await said(pdf)).toEqual([]);
  });

  it.each(
    (
      "Times-Roman Times-Bold Times-Italic Times-BoldItalic Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique " +
      "Courier Courier-Bold Courier-Oblique Courier-BoldOblique Symbol ZapfDingbats"
    ).split(" "),
  )("the standard font %s, without a file", async (name) => {
    expect(await said(pdfOf({ 5: `<< /Type /Font /Subtype /Type1 /BaseFont /${name} >>` }))).toEqual([]);
  });
});

describe("a name that is not on the list", () => {
  it.each(absent.split(" "))("/%s is told with its object, as a key and as a value", async (name) => {
    expect(await pathsOf(pdfOf({ 7: `<< /${name} 1 >>` }))).toEqual([`7 ${name}`]);
    expect(await pathsOf(pdfOf({ 7: `[ /${name} ]` }))).toEqual([`7 ${name}`]);
  });

  it.each(absent.split(" "))("/%s is told even where names are free", async (name) => {
    expect(await pathsOf(pdfOf({ 7: `<< /Type /Font /Subtype /Type3 /S /${name} >>` }))).toContain(`7 ${name}`);
    expect(await pathsOf(pdfOf({ 7: "<< /Dest 8 0 R >>", 8: `<< /S /${name} >>` }))).toEqual([`8 ${name}`]);
  });

  it("is told wherever it hides", async () => {
    const hidden: Readonly<Record<string, Buffer>> = {
      "in an object that nothing refers to": pdfOf({ 7: "<< /S /JavaScript >>" }),
      "in an object stream": pdfOf({ 8: objectStreamOf({ 7: "<< /S /JavaScript >>" }) }),
      "deep down": pdfOf({ 7: "[ [ << /A [ << /S /JavaScript >> ] >> ] ]" }),
      "behind escapes": pdfOf({ 7: "<< /S /Java#53cript >>" }),
      "behind escapes in small letters": pdfOf({ 7: "<< /S /#4aavaScript >>" }),
      "in a stream's dictionary": pdfOf({ 7: streamOf("/S /JavaScript", "") }),
      "in an earlier version of an object": pdfOf({ 7: "<< /S /JavaScript >>" }, { behind: objectOf(7, "<< >>") }),
      "in a later one": pdfOf({ 7: "<< >>" }, { behind: objectOf(7, "<< /S /JavaScript >>") }),
    };
    for (const [where, pdf] of Object.entries(hidden)) {
      expect([where, await pathsOf(pdf)]).toEqual([where, ["7 JavaScript"]]);
    }
  });

  it("is told in a trailer", async () => {
    expect(await said(pdfOf({}, { trailer: "/DocChecksum /ABC" }))).toEqual([
      'the trailer: NemID takes no PDF with the name "/DocChecksum"',
      'the trailer: NemID takes no PDF with the name "/ABC"',
    ]);
  });

  it("is compared in the letters it has", async () => {
    expect(await pathsOf(pdfOf({ 7: "[ /annot /ANNOT /Annot ]" }))).toEqual(["7 annot", "7 ANNOT"]);
  });

  it.each([...exemptKeys])("is free right under /%s, and no further in", async (key) => {
    expect(await said(pdfOf({ 7: `<< /${key} /MyOwn >>` }))).toEqual([]);
    expect(await said(pdfOf({ 7: `<< /${key} << /MyOwn 1 >> >>` }))).toEqual([]);
    expect(await said(pdfOf({ 7: `<< /${key} [ /MyOwn ] >>` }))).toEqual([]);
    expect(await said(pdfOf({ 7: `<< /${key} 8 0 R >>`, 8: "<< /MyOwn 1 >>" }))).toEqual([]);
    expect(await pathsOf(pdfOf({ 7: `<< /${key} << /Any << /MyOwn 1 >> >> >>` }))).toEqual(["7 MyOwn"]);
  });

  it.each([...exemptTypes])("is free in a dictionary of type /%s, and not in what it refers to", async (type) => {
    const own = "/Subtype /Type3 /MyOwn /Word";
    expect(await said(pdfOf({ 7: `<< /Type /${type} ${own} >>` }))).toEqual([]);
    expect(await pathsOf(pdfOf({ 7: `<< /Type /${type} ${own} /More 8 0 R >>`, 8: "<< /MyOwn 1 >>" }))).toEqual([
      "8 MyOwn",
    ]);
  });
});

describe("a font that is not at hand is named", () => {
  const fonts: Readonly<Record<string, readonly [string, string]>> = {
    "without a descriptor": ["<< /Type /Font /Subtype /TrueType /BaseFont /Arial >>", "7 Arial"],
    "with a descriptor without a file": [
      "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FontDescriptor 8 0 R >>",
      "7 Arial",
    ],
    "with a descriptor that is not there": [
      "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FontDescriptor 88 0 R >>",
      "7 Arial",
    ],
    "whose name is almost a standard one": [
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica,Bold >>",
      "7 Helvetica,Bold",
    ],
    "of two bytes": ["<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MSGothic >>", "7 MSGothic"],
    "without a name": ["<< /Type /Font /Subtype /TrueType >>", "7 "],
  };
  it.each(Object.entries(fonts))("%s", async (_what, [font, path]) => {
    expect(await pathsOf(pdfOf({ 7: font, 8: "<< /Type /FontDescriptor /FontName /Arial >>" }))).toEqual([path]);
  });
});

describe("a file that nobody should look into further", () => {
  const whole = pdfOf();
  const bad: Readonly<Record<string, readonly [Buffer, RegExp]>> = {
    "that is none": [Buffer.from("hello"), /does not begin as a PDF/],
    "with something before its beginning": [Buffer.concat([Buffer.from("\n"), whole]), /does not begin/],
    "of version 2.0": [pdfOf({}, { header: "%PDF-2.0" }), /does not begin as a PDF of version 1.0 to 1.7/],
    "that is cut off": [whole.subarray(0, -30), /does not end as a PDF/],
    "with something behind its end": [Buffer.concat([whole, Buffer.from("<html>")]), /does not end as a PDF/],
    "that is encrypted": [pdfOf({ 7: "<< /Filter /Standard >>" }, { trailer: "/Encrypt 7 0 R" }), /is encrypted/],
    "without a catalog": [pdfOf({ 1: "<< /Type /Annot >>" }), /has no catalog/],
    "without a page": [pdfOf({ 3: "<< /Type /Annot >>" }), /has no page/],
    "with an object that cannot be read": [pdfOf({ 7: "<< /Type /Annot" }), /cannot be read/],
    "with a dictionary that has no values": [pdfOf({ 7: "<< /Type >>" }), /the object at byte \d+ is damaged/],
    "with a key twice": [pdfOf({ 7: "<< /S /GoTo /S /GoTo >>" }), /key "S" twice/],
    "with a key twice, once escaped": [pdfOf({ 7: "<< /S /GoTo /#53 /GoTo >>" }), /key "S" twice/],
    "with a key twice deep down": [pdfOf({ 7: "[ << /A << /S 1 /S 2 >> >> ]" }), /key "S" twice/],
    "with a key twice in a trailer": [pdfOf({}, { trailer: "/Root 2 0 R" }), /key "Root" twice/],
    "with a key twice in an object stream": [pdfOf({ 8: objectStreamOf({ 7: "<< /S 1 /S 2 >>" }) }), /key "S" twice/],
    "with an object in a stream": [
      pdfOf({ 4: streamOf("", "7 0 obj << /S /JavaScript >> endobj") }),
      /6 objects begin in the file, but 5 stand/,
    ],
    "with an object in a text": [pdfOf({ 7: "(8 0 obj << /S /JavaScript >> endobj)" }), /objects begin in the file/],
    "with an object in a comment": [pdfOf({ 7: "% 8 0 obj << >> endobj\n<< >>" }), /objects begin in the file/],
    "with an object stream that is none": [
      pdfOf({ 7: streamOf("/Type /ObjStm /N 1 /First 5", "nonsense") }),
      /cannot be read/,
    ],
  };
  it.each(Object.entries(bad))("%s", async (_what, [pdf, says]) => {
    expect((await said(pdf)).join("\n")).toMatch(says);
  });

  it("though another number of objects than the table's says nothing by itself", async () => {
    expect(Object.keys(onePage)).toHaveLength(5);
    expect(await said(pdfOf({}, { behind: "xref\n0 1\n0000000000 65535 f \n" }))).toEqual([]);
  });
});
