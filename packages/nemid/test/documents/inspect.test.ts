import type { DocumentToSign } from "@eid-gateway/core";
import { describe, expect, it } from "vitest";
import { documentOf, openSigning } from "../signing/bench.js";
import { documents, formats, html, pdf, stylesheet, xml } from "../signing/documents.js";

const inspect = async (document: DocumentToSign, settings: object = {}) => {
  const issues = await openSigning({ settings }).open.inspect?.(document);
  return issues?.map(({ message }) => message).join("\n");
};
const small = { signing: { maxBytes: 10, warnBytes: 5 } };

describe("an order's document", () => {
  it.each(formats)("may be %s", async (format) => {
    expect(await inspect(documents[format])).toBe("");
  });

  it.each<[string, DocumentToSign, RegExp]>([
    ["of another media type", documentOf("x", "image/png"), /NemID signs text\/plain, .* not "image\/png"/],
    ["of another character set", documentOf("x", "text/plain; charset=iso-8859-1"), /in UTF-8/],
    ["whose media type is a property of every object", documentOf("x", "constructor"), /not "constructor"/],
    ["of XML without a stylesheet", documentOf(xml, "text/xml"), /needs the stylesheet/],
    ["of text with a stylesheet", documentOf("x", "text/plain", stylesheet), /only XML has a stylesheet/],
    [
      "of XML with a stylesheet of a megabyte",
      documentOf(xml, "text/xml", "x".repeat(1_000_000)),
      /the stylesheet: it has/,
    ],
    ["that is empty", documentOf("", "application/pdf"), /empty/],
    ["of text that says it is HTML", documentOf("x", "text/html"), /begin with the tag html/],
    ["of HTML that says it is a PDF", documentOf(html, "application/pdf"), /does not begin as a PDF/],
    ["of a PDF that says it is text", documentOf(pdf, "text/plain"), /begins like a PDF/],
  ])("may not be one %s", async (_what, document, says) => {
    expect(await inspect(document)).toMatch(says);
  });

  it("may be as large as the operator says, and no larger", async () => {
    expect(await inspect(documentOf("x".repeat(10)), small)).toBe("");
    expect(await inspect(documentOf("x".repeat(11)), small)).toMatch(/it has 11 bytes, and no more than 10/);
  });

  it("is noted in the log when it is large, without a word of it", async () => {
    const bench = openSigning({ settings: small });
    await bench.open.inspect?.(documentOf("secret"));
    await bench.open.inspect?.(documentOf("ok"));
    expect(bench.lines).toEqual([expect.stringMatching(/^warn a large document .*bytes: 6.*TEXT/)]);
  });

  it("that is not what its digest says is nobody's to sign", async () => {
    const changed = { ...documentOf("x"), read: async () => Buffer.from("y") };
    await expect(inspect(changed)).rejects.toMatchObject({ code: "nemid:document" });
  });
});

describe("how a document is shown", () => {
  const preview = (document: DocumentToSign) => openSigning().open.preview?.(document);

  it("is told of XML: what its stylesheet makes of it", async () => {
    expect(await preview(documents.XML)).toEqual({ html: "<html><body><p>Jeg skylder 100 kr.</p></body></html>" });
  });

  it.each(["TEXT", "HTML", "PDF"] as const)("is left to the gateway for %s", async (format) => {
    expect(await preview(documents[format])).toBeUndefined();
  });

  it("is not told of XML that could not be ordered", async () => {
    await expect(preview(documentOf("<a>", "text/xml", stylesheet))).rejects.toMatchObject({ code: "nemid:document" });
    await expect(preview(documentOf(xml, "text/xml"))).rejects.toMatchObject({ code: "nemid:document" });
  });
});
