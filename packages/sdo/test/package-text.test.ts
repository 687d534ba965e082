import { describe, expect, test } from "vitest";
import type { PackagedDocument } from "../src/index.js";
import { extractText } from "../src/pades/extract-text.js";
import { printableLine, printableLines } from "../src/pades/painting/printable-text.js";
import { wrapText } from "../src/pades/painting/wrap-text.js";

const html = (source: string) => extractText({ title: "", mediaType: "text/html", bytes: Buffer.from(source) });
const xml = (source: string, shown?: PackagedDocument["shown"]) =>
  extractText({ title: "", mediaType: "text/xml", bytes: Buffer.from(source), ...(shown && { shown }) });

describe("the text of a document", () => {
  test.each([
    ["<h1>Loan</h1><p>I owe <b>you</b>\n 100&nbsp;kr.</p>", "Loan\n\nI owe you 100\u00a0kr."],
    ["a<br>b<br/>c", "a\nb\nc"],
    ["<table><tr><td>a</td><td>b</td></tr></table>", "a    b"],
    ["<style>p { x }</style><script>alert('<p>')</script><title>t</title><p>x</p>", "x"],
    ["a<!-- <p>hidden</p> -->b", "ab"],
    ['<p title="a > b">x</p>', "x"],
    ["&lt;b&gt; &aelig;&#248;&#xe5;", "<b> æøå"],
    ["1 < 2 and <unclosed", "1 < 2 and <unclosed"],
  ])("%j is %j", (source, text) => {
    expect(html(source)).toBe(text);
  });

  test("of XML is a line for each element, or what was shown", () => {
    expect(xml("<?xml version='1.0'?><a><b>one</b><c><![CDATA[<two>]]></c></a>")).toBe("one\n\n<two>");
    expect(xml("<a>1</a>", { mediaType: "text/html", text: "<p>Amount: <b>1</b></p>" })).toBe("Amount: 1");
    expect(xml("<a>1</a>", { mediaType: "text/plain", text: "<a>1</a>" })).toBe("<a>1</a>");
  });

  test("that never ends is read in a moment", () => {
    const started = performance.now();
    html("<p ".repeat(100_000));
    html("<!--".repeat(100_000));
    html("<script>".repeat(100_000));
    html(`${"<p '".repeat(100_000)}>`);
    html(`${" ".repeat(200_000)}x${"\n".repeat(200_000)}`);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("a printed line", () => {
  test("holds nothing that turns it around or cannot be drawn", () => {
    expect(printableLine("a\u202Eb\u0007c\td\r\ne\uD800 ")).toBe("a\uFFFDb\uFFFDc d e\uFFFD");
    expect(printableLines("a\r\nb\tc\n\n")).toEqual(["a", "b    c", "", ""]);
  });

  test.each([
    ["one two three", 7, ["one two", "three"]],
    ["exactly", 7, ["exactly"]],
    ["unbreakable", 4, ["unbr", "eaka", "ble"]],
    ["a unbreakable b", 4, ["a", "unbr", "eaka", "ble", "b"]],
    ["", 4, [""]],
    ["     ", 2, [""]],
    ["🙂🙂🙂", 2, ["🙂🙂", "🙂"]],
    ["wide", 0.5, ["w", "i", "d", "e"]],
  ])("%j is broken at %d", (text, width, lines) => {
    expect(wrapText(text, width, () => 1)).toEqual(lines);
  });
});
