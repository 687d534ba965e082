import { deflateSync } from "node:zlib";
import { mutate } from "@eid-gateway/oces-testing";
import { describe, expect, test } from "vitest";
import { inspectPdf, type PdfInspectionOptions } from "../src/index.js";
import { sealed } from "./pades-world.js";
import { assemblePdf, latin1, streamText } from "./pdfs/assemble-pdf.js";
import {
  formPdf,
  hybridPdf,
  layeredPdf,
  linkPdf,
  packedPdf,
  pageObjects,
  picturePdf,
  scriptPdf,
  textPdf,
} from "./pdfs/sample-pdfs.js";
import { TWO_READINGS } from "./pdfs/two-readings.js";
import { createWorld } from "./world.js";

async function codes(bytes: Uint8Array, options?: PdfInspectionOptions): Promise<readonly string[]> {
  return (await inspectPdf(bytes, options)).findings.map(({ code }) => code);
}
const withAction = (action: string) => linkPdf(action);
const withCatalog = (catalog: string) => textPdf({ catalog });
const withObject = (text: string) => textPdf({ objects: { 10: text } });
const deflated = (bytes: Uint8Array, filter = "/FlateDecode") => withObject(streamText(bytes, `/Filter ${filter} `));

describe("a harmless PDF", () => {
  test.each([
    ["of text", textPdf({ pages: 3 }), 3],
    ["of packed objects", packedPdf({ pages: 3 }), 3],
    ["of both kinds of cross-references", hybridPdf().bytes, 1],
    ["of pictures", picturePdf(1), 1],
    ["that opens at a page", withCatalog("/OpenAction [1000 0 R /Fit] "), 1],
    ["that opens at a page by an action", withCatalog("/OpenAction << /S /GoTo /D [1000 0 R /Fit] >> "), 1],
  ])("%s has nothing to find", async (_what, bytes, pages) => {
    expect(await inspectPdf(bytes)).toEqual({ size: bytes.length, version: "1.7", pages, findings: [] });
  });
});

describe("a finding is made", () => {
  test.each<readonly [string, Uint8Array, string]>([
    ["of no bytes", new Uint8Array(), "empty"],
    ["of something else", latin1("<html></html>"), "not-a-pdf"],
    ["of half a PDF", textPdf().subarray(0, 300), "damaged"],
    ["of bytes behind the end", Buffer.concat([textPdf(), latin1("more")]), "trailing-bytes"],
    [
      "of encryption",
      assemblePdf(pageObjects(), { trailer: "/Encrypt << /Filter /Standard /V 4 >> " }).bytes,
      "encrypted",
    ],
    ["of too many pages", textPdf({ pages: 10_001, text: "x" }), "too-many-pages"],
    ["of pages in a circle", latin1(textPdf().toString("latin1").replace("[1000 0 R]", "[2 0 R]   ")), "cyclic-pages"],
    ["of deep nesting", withObject("[".repeat(3000)), "too-deep"],
    ["of a script", scriptPdf(), "javascript"],
    [
      "of a named script",
      withCatalog("/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >> "),
      "javascript",
    ],
    ["of a script nobody refers to", withObject("<< /S /JavaScript /JS 11 0 R >>"), "javascript"],
    ["of a script with an escaped name", withObject("<< /S /Java#53cript /J#53 (x) >>"), "javascript"],
    ["of an action when it is opened", withCatalog("/OpenAction << /S /URI /URI (http://a) >> "), "open-action"],
    [
      "of an action behind that page",
      withCatalog("/OpenAction << /S /GoTo /D [1000 0 R /Fit] /Next << /S /Named /N /Print >> >> "),
      "open-action",
    ],
    ["of actions of a page", textPdf({ page: "/AA << /O << /S /URI /URI (http://a) >> >> " }), "additional-actions"],
    ["of a program that is started", withAction("<< /S /Launch /F (calc.exe) >>"), "launch"],
    ["of a form that is sent", withAction("<< /S /SubmitForm /F (http://a) >>"), "submits-data"],
    ["of another file", withAction("<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>"), "outside-document"],
    ["of content in another file", withObject("<< /Length 0 /F (other) >>\nstream\n\nendstream"), "outside-document"],
    ["of a film", textPdf({ page: "/Annots [<< /Subtype /RichMedia /Rect [0 0 1 1] >>] " }), "media"],
    ["of attached files", withCatalog("/Names << /EmbeddedFiles << /Names [] >> >> "), "embedded-files"],
    [
      "of a file on a page",
      textPdf({ page: "/Annots [<< /Subtype /FileAttachment /Rect [0 0 1 1] >>] " }),
      "embedded-files",
    ],
    ["of an XFA form", withCatalog("/AcroForm << /XFA [] /Fields [] >> "), "xfa"],
    ["of form fields", formPdf(), "form-fields"],
    ["of an empty signature field", withObject("<< /FT /Sig /T (sign here) >>"), "signature-field"],
    ["of layers", layeredPdf(), "layers"],
    ["of a web link", linkPdf(), "web-links"],
    ["of a key that stands twice", withObject("<< /A 1 /A 2 >>"), "duplicate-key"],
    ["of a bomb", deflated(deflateSync(Buffer.alloc(8_000_000))), "expands-too-much"],
    [
      "of a bomb in a bomb",
      deflated(deflateSync(deflateSync(Buffer.alloc(8_000_000))), "[/FlateDecode /FlateDecode]"),
      "expands-too-much",
    ],
  ])("%s", async (_what, bytes, code) => {
    const found = await codes(bytes, { maxExpandedStream: 4_000_000 });
    expect(found).toContain(code);
  });

  test("of an earlier signature", async () => {
    const found = await codes(await sealed(await createWorld(), "LTA"));
    expect(found).toContain("signed");
  });

  test("of too many bytes", async () => {
    expect(await codes(textPdf(), { maxBytes: 100 })).toEqual(["too-large"]);
  });

  test("once, with its first object and how many there are", async () => {
    const script = "<< /S /JavaScript /JS (x) >>";
    const { findings } = await inspectPdf(textPdf({ objects: { 10: script, 11: `[${script} ${script}]` } }));
    expect(findings).toEqual([
      { code: "javascript", kind: "active", text: "It holds JavaScript", object: 10, count: 3 },
    ]);
  });
});

describe("a PDF that two readers could read differently is refused:", () => {
  test.each(TWO_READINGS)("%s", async (_what, make, code) => {
    const { findings } = await inspectPdf(make());
    expect(findings.map((each) => each.code)).toContain(code);
    expect(findings.every(({ kind }) => kind === "unreadable")).toBe(true);
  });

  test("but one that was saved again is not", async () => {
    const again = assemblePdf({ 1001: streamText("BT ET") }, { after: assemblePdf(pageObjects()) });
    expect(await codes(again.bytes)).toEqual([]);
  });
});

test("is made of whatever a file is turned into, without a crash", async () => {
  for (const sample of [formPdf(), packedPdf(), scriptPdf(), hybridPdf().bytes]) {
    for (let seed = 0; seed < 250; seed++) {
      const { findings } = await inspectPdf(mutate(sample, seed));
      expect(findings, `seed ${seed}`).toBeInstanceOf(Array);
    }
  }
});
