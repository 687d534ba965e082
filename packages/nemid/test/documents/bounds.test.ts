/** Documents made to break what looks at them. Each costs a bounded time, and the next one is none the worse. */
import { transformSignText } from "@eid-gateway/nemid";
import { describe, expect, it } from "vitest";
import { createExaminer } from "../../src/documents/bounded/create-examiner.js";
import type { Examination } from "../../src/documents/examine.js";
import { html, pdf, stylesheet, xml } from "../signing/documents.js";
import { objectStreamOf, pdfOf } from "./pdf-writer.js";

const entry = new URL("../../dist/documents/bounded/worker.js", import.meta.url);
const open = (bounds: Parameters<typeof createExaminer>[0] = {}) => createExaminer(bounds, entry);
const of = (format: Examination["format"], content: string | Uint8Array, sheet?: string): Examination => ({
  format,
  bytes: Buffer.from(content),
  stylesheet: sheet,
});
const sheet = (body: string) =>
  `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><body><xsl:call-template name="t"><xsl:with-param name="n" select="40"/></xsl:call-template></body></html></xsl:template><xsl:template name="t"><xsl:param name="n"/>${body}</xsl:template></xsl:stylesheet>`;
const again = '<xsl:call-template name="t"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template>';
const good = [of("TEXT", "x"), of("HTML", html), of("XML", xml, stylesheet), of("PDF", pdf)];
const tooMuch = [{ message: "it takes too long, or too much memory, to examine: make it simpler" }];

describe("the thread that examines documents", () => {
  it("says of good ones that there is nothing to say, and how XML is shown", async () => {
    const examine = open();
    const examined = await Promise.all(good.map(examine));
    expect(examined.map(({ findings }) => findings)).toEqual([[], [], [], []]);
    expect(examined[2]?.html).toBe("<html><body><p>Jeg skylder 100 kr.</p></body></html>");
  });

  it.each([
    ["a stylesheet that calls itself for ever", of("XML", xml, sheet(again))],
    [
      "one that doubles its work forty times",
      of("XML", xml, sheet(`<xsl:if test="$n &gt; 0">${again}${again}</xsl:if>`)),
    ],
  ])("gives up on %s, and goes on with the next", async (_what, document) => {
    const examine = open({ timeMs: 5000, memoryMb: 96 });
    const [first, next] = await Promise.all([examine(document), examine(good[1] as Examination)]);
    expect(first.findings).toEqual(tooMuch);
    expect(next.findings).toEqual([]);
  });

  it("gives up on a stream that unpacks to more than there is memory for", async () => {
    const examine = open({ timeMs: 20_000, memoryMb: 48 });
    const bomb = pdfOf({ 7: objectStreamOf({ 8: `[ ${"1 ".repeat(6_000_000)}]` }) });
    expect(bomb.length).toBeLessThan(100_000);
    expect((await examine(of("PDF", bomb))).findings).toEqual(tooMuch);
    expect((await examine(good[3] as Examination)).findings).toEqual([]);
  });

  it("is replaced after some documents, unnoticed", async () => {
    const examine = open({ documentsPerThread: 2 });
    for (const document of [...good, ...good]) expect((await examine(document)).findings).toEqual([]);
  });

  it("blames no document when it cannot even begin", async () => {
    const examine = createExaminer({}, new URL("./nothing-here.js", import.meta.url));
    for (let time = 0; time < 2; time += 1)
      await expect(examine(good[0] as Examination)).rejects.toThrow("the thread that examines documents failed");
  });

  it("has no way out into the network", async () => {
    const probe = `import { parentPort } from "node:worker_threads";
      const send = parentPort.postMessage.bind(parentPort);
      await import(${JSON.stringify(entry.href)});
      parentPort.removeAllListeners("message");
      const ways = ["fetch", "WebSocket", "XMLHttpRequest", "EventSource"].filter((way) => way in globalThis);
      parentPort.on("message", () => send({ findings: ways.map((message) => ({ message })) }));`;
    const examine = createExaminer({}, new URL(`data:text/javascript,${encodeURIComponent(probe)}`));
    expect((await examine(good[0] as Examination)).findings).toEqual([]);
  });
});

describe("large documents are read in time", () => {
  it.each([
    ["a text of 5 MB", of("TEXT", "Jeg skylder 100 kr.\n".repeat(250_000))],
    ["HTML of half a MB", of("HTML", `<html><body>${"<p>Jeg skylder</p>\n".repeat(25_000)}</body></html>`)],
    ["a PDF of four thousand pages", of("PDF", pdfOf(pages(4000)))],
  ])("%s", async (_what, document) => {
    expect((await open()(document)).findings).toEqual([]);
  });

  it("and garbage in which an object could begin at each byte, too", async () => {
    const garbage = of("PDF", `%PDF-1.4\nxx${"1 0 x".repeat(40_000)}\n%%EOF`);
    expect((await open()(garbage)).findings).toEqual([{ message: "it has no catalog", path: ["Root"] }]);
  });

  it("and what is wrong with them is said fifty times at most", async () => {
    const { findings } = await open()(
      of("HTML", `<html><body>${Array.from({ length: 5000 }, (_, n) => `<x${n}></x${n}>`).join("")}</body></html>`),
    );
    expect(findings).toHaveLength(51);
    expect(findings.at(-1)?.message).toBe("and 4950 more of the like");
  });
});

describe("transformSignText", () => {
  it("gives what is shown", async () => {
    expect(await transformSignText(Buffer.from(xml), stylesheet)).toBe(
      "<html><body><p>Jeg skylder 100 kr.</p></body></html>",
    );
  });

  it("refuses what may not be, with every finding", async () => {
    const failure = await transformSignText(Buffer.from("<a>"), "<b/>").catch((error) => error);
    expect(failure).toMatchObject({ code: "nemid:document", category: "misconfigured" });
    expect(failure.issues).toHaveLength(2);
  });
});

function pages(count: number): Readonly<Record<number, string>> {
  const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>";
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [n + 10, page]));
}
