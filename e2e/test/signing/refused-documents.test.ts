/** Documents that nobody should be asked to sign are refused when they are ordered, by the running gateway, with what is wrong. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PDFDocument, PDFName, PDFString } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchResult, order, textOf } from "../../src/signing/order-by-soap.js";
import { pdfWith, RUNS_A_SCRIPT, samplePdf } from "../../src/signing/sample-pdf.js";
import { editFile } from "../../src/world/edit-customer.js";
import { startWorld, type World } from "../../src/world/start-world.js";

const STYLESHEETS = {
  include: '<xsl:include href="http://127.0.0.1:1/x.xsl"/>',
  import: '<xsl:import href="file:///etc/passwd"/>',
  document: "<xsl:value-of select=\"document('http://127.0.0.1:1/x')\"/>",
  extension: '<xsl:value-of select="js:eval(1)" xmlns:js="urn:js"/>',
  script: "<script>alert(1)</script>",
};
const BEYOND_THE_TEMPLATE: readonly string[] = ["include", "import"];

let world: World;
let pdf: Buffer;
beforeAll(async () => {
  world = await startWorld({ editConfig: addStylesheets });
  pdf = Buffer.from(await samplePdf(1));
});
afterAll(() => world?.stop());

function addStylesheets(folder: string): void {
  const named = Object.entries(STYLESHEETS).map(([name, piece]) => {
    const [above, inside] = BEYOND_THE_TEMPLATE.includes(name) ? [piece, ""] : ["", piece];
    const sheet = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">${above}<xsl:template match="/"><html><body><p>x</p>${inside}</body></html></xsl:template></xsl:stylesheet>`;
    writeFileSync(join(folder, `customers/demo/${name}.xslt`), sheet);
    return `${name}: ${name}.xslt`;
  });
  editFile(join(folder, "customers/demo/customer.yaml"), (yaml) =>
    yaml.replace("signing:\n", `signing:\n  stylesheets: { ${named.join(", ")} }\n`),
  );
}

const BY = { NemID: { methods: ["nemid-sign"] }, "a log-in": { logIns: ["nemid"] } } as const;
const WAYS = Object.keys(BY) as (keyof typeof BY)[];

/** What the fault says: the code, the sentence, and every finding. */
async function refusalOf(by: keyof typeof BY, mediaType: string, bytes: Uint8Array, reference?: string) {
  const document = { mediaType, bytes, ...(reference !== undefined && { reference }) };
  return order(world, { documents: [document], ...BY[by] }).then(
    ({ id }) => expect.fail(`it was ordered: ${id}`),
    (error: Error) => error.message,
  );
}
const changed = (from: RegExp | string, to: string) => Buffer.from(pdf.toString("latin1").replace(from, to), "latin1");

describe.each(WAYS)("to be signed by %s, no order is made of a PDF", (by) => {
  it.each<[string, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
    ["of no bytes", () => new Uint8Array(), /empty/],
    ["that is none", () => Buffer.from("<html></html>"), /not-a-pdf/],
    ["that is cut off", () => pdf.subarray(0, 400), /damaged/],
    [
      "that is locked",
      () => changed(/trailer\s*<</, "trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 >>"),
      /encrypted/,
    ],
    ["that runs a script", () => pdfWith(RUNS_A_SCRIPT), /javascript: .*open-action: /],
    ["that starts a program", () => pdfWith({ OpenAction: { S: "Launch", F: PDFString.of("calc.exe") } }), /launch: /],
    ["with another file in it", () => pdfWith({ Names: { EmbeddedFiles: { Names: [] } } }), /embedded-files: /],
    ["with a form to fill in", () => pdfWith({ AcroForm: { XFA: [], Fields: [] } }), /xfa: /],
    ["with something behind its end", () => Buffer.concat([pdf, Buffer.from("more")]), /trailing-bytes: /],
  ])("%s", async (_what, make, says) => {
    expect(await refusalOf(by, "application/pdf", await make())).toMatch(says);
  });

  it("of more than ten thousand pages", async () => {
    expect(await refusalOf(by, "application/pdf", await emptyPages(10_001))).toMatch(/page/);
  });

  it("that is signed already", async () => {
    expect(await refusalOf(by, "application/pdf", await sealed())).toMatch(/^document-re.*(signed|Sig|DSS|AcroForm)/s);
  });

  it("that is larger than may be signed", async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(21 * 1024 * 1024)]);
    expect(await refusalOf(by, "application/pdf", large)).toMatch(/^document-refused: .*bytes/);
  });
});

it("what is only worth knowing of a PDF is no reason to refuse it, but what NemID does not show is: a web link", async () => {
  const action = { S: "URI", URI: PDFString.of("https://example.dk/") };
  const link = { Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9], A: action };
  const bytes = await samplePdf(1, undefined, (document) =>
    document.getPage(0).node.set(PDFName.of("Annots"), document.context.obj([link])),
  );
  await order(world, { documents: [{ mediaType: "application/pdf", bytes }], ...BY["a log-in"] });
  expect(await refusalOf("NemID", "application/pdf", bytes)).toMatch(/^document-rejected-by-method: .*URI/);
});

describe("fifty megabytes are refused before anybody reads them", () => {
  const FIFTY = new Uint8Array(50 * 1024 * 1024);

  it("by SOAP", async () => {
    expect(await refusalOf("NemID", "application/pdf", FIFTY)).toMatch(/^too-large/);
  });

  it("by an upload", async () => {
    const authorization = `Basic ${Buffer.from("demo:Bond007").toString("base64")}`;
    const answer = await fetch(`${world.url}/doc/demo/sds`, {
      method: "POST",
      headers: { authorization, "content-type": "application/pdf" },
      body: FIFTY,
    });
    expect(answer.status).toBe(413);
  });
});

describe("no order is made of what says another type than it has", () => {
  it.each([
    ["text/plain", "a PDF", () => pdf],
    ["text/plain", "a picture", () => Buffer.from("89504e470d0a1a0a0000", "hex")],
    ["text/html", "a PDF", () => pdf],
    ["image/png", "a picture", () => Buffer.from("89504e470d0a1a0a0000", "hex")],
    ["application/zip", "a ZIP", () => Buffer.from("PK\x03\x04")],
    ["application/xml", "text", () => Buffer.from("I owe you")],
    ["", "text", () => Buffer.from("I owe you")],
  ])("as %j: %s", async (mediaType, _what, make) => {
    expect(await refusalOf("NemID", mediaType, make())).toMatch(/^(document-re|media-type-not-supported)/);
  });
});

describe("no order is made of HTML that NemID would not show, and every finding is told:", () => {
  const page = (body: string, head = "") => Buffer.from(`<html><head>${head}</head><body>${body}</body></html>`);

  it.each<[string, Uint8Array, RegExp]>([
    [
      "a script, beside what only NemID has against it",
      page("<script>1</script><pre>x</pre>"),
      /<script>.*nemid-sign: .*<pre>/,
    ],
    ["a handler", page('<p onclick="x">x</p>'), /onclick/],
    ["a picture", page('<img src="https://x.example/a.png">'), /<img>/],
    ["a form", page("<form></form>"), /<form>/],
    ["a link that leads out", page('<a href="https://x.example/">x</a>'), /href|leads|link/],
    ["a comment", page("<!-- x -->"), /comment/],
    ["a paragraph that is never closed", page("<p>x"), /never closed|still open/],
    ["CSS that fetches", page("", "<style>p { background: url(x) }</style>"), /function.*fetch nothing/],
    ["CSS with an @ rule", page("", "<style>@import 'x.css';</style>"), /another style sheet.*@import/],
    ["a CSS property that is not on the list", page('<p style="position: fixed; cursor: help">x</p>'), /cursor/],
    [
      "several things at once",
      page('<blink>x</blink><p onclick="x">x</p><marquee>x</marquee>'),
      /<blink>[\s\S]*onclick[\s\S]*<marquee>/,
    ],
  ])("%s", async (_what, bytes, says) => {
    expect(await refusalOf("NemID", "text/html", bytes)).toMatch(says);
  });
});

describe("no order is made of XML whose stylesheet reaches beyond it", () => {
  it.each(Object.keys(STYLESHEETS))("by %s", async (name) => {
    const refusal = await refusalOf("NemID", "application/xml", Buffer.from("<a/>"), name);
    expect(refusal).toMatch(/^document-rejected-by-method/);
  });

  it.each([
    ["names a stylesheet that nobody has configured", "<a/>", "nobody"],
    ["names a file", "<a/>", "../../../etc/passwd"],
    ["is no XML", "<a>", "script"],
    ["declares entities", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "script"],
  ])("nor when it %s", async (_what, xml, reference) => {
    const refusal = await refusalOf("NemID", "application/xml", Buffer.from(xml), reference);
    expect(refusal).toMatch(/^document-re/);
    expect(refusal).not.toContain("root:");
  });
});

async function emptyPages(count: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let number = 0; number < count; number += 1) document.addPage([9, 9]);
  return document.save({ useObjectStreams: false });
}

/** The same PDF under the gateway's own seal. */
async function sealed(): Promise<Uint8Array> {
  const authorization = `Basic ${Buffer.from("demo:Bond007").toString("base64")}`;
  const headers = { authorization, "content-type": "application/pdf" };
  const upload = await fetch(`${world.url}/doc/demo/sds`, { method: "POST", headers, body: Uint8Array.from(pdf) });
  const who = "<version>1</version><service>demo</service><password>Bond007</password>";
  const ask = `<create-seal-request xmlns="https://id.signicat.com/definitions/wsdl/Sealing-v1">${who}<packaging-method>seal</packaging-method><inputdocument><sds-document-id><id>${await upload.text()}</id></sds-document-id></inputdocument><send-result-to-archive>false</send-result-to-archive></create-seal-request>`;
  const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${ask}</s:Body></s:Envelope>`;
  const soap = { method: "POST", headers: { "content-type": "text/xml" }, body };
  const answer = await (await fetch(`${world.url}/ws/sealingservice-v1`, soap)).text();
  return (await fetchResult(world, `${world.url}/doc/demo/sds/${textOf(answer, "id")}`)).bytes;
}
