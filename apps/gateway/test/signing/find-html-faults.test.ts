import { describe, expect, it } from "vitest";
import { findHtmlFaults } from "../../src/signing/html/find-html-faults.js";

const page = (body: string, head = "") => `<html><head><title>A loan</title>${head}</head><body>${body}</body></html>`;

describe("HTML that is ordered", () => {
  it.each([
    ["text and tables", page("<h1>A loan</h1><table border=1><tr><td align='right'>100 kr.</td></tr></table>")],
    ["said to be UTF-8", page("<p>Æ</p>", '<meta charset="UTF-8">')],
    ["a fragment", "I owe you <b>100</b> kr."],
    ["plain styles", page('<p style="color: rgb(0, 0, 0); margin: 1em">a</p>', "<style>p, td { color: #123 }</style>")],
    ["a place in the document", page('<a href="#end">on</a><a name="end">here</a>')],
    ["a picture of its own", page('<img alt="a logo" src="data:image/png;base64,iVBORw0KGgo=">')],
  ])("is taken: %s", (_what, html) => {
    expect(findHtmlFaults(html)).toEqual([]);
  });

  it.each([
    ["a script", page("<script>document.body.textContent = 'I owe you 9000 kr.'</script>"), /<script>/],
    ["a script among tags that are never closed", "<p><b><i><script>1</script>", /<script>/],
    ["text for those without scripts", page("<noscript><p>100 kr.</p></noscript>"), /<noscript>/],
    ["a handler", page('<p onclick="x()">a</p>'), /onclick/],
    ["a handler behind a slash", page("<p/onclick=x()>a</p>"), /onclick/],
    ["a drawing", page("<svg><text>a</text></svg>"), /<svg>/],
    ["a frame", page('<iframe srcdoc="a"></iframe>'), /<iframe>/],
    ["a form", page("<form><input></form>"), /<form>/],
    ["what is folded away", page("<details><summary>a</summary>b</details>"), /<details>/],
    ["a template", page("<template><p>a</p></template>"), /<template>/],
    ["a base", page("", '<base href="https://evil.example/">'), /<base>/],
    ["another page", page("", '<meta http-equiv="refresh" content="0;url=https://evil.example">'), /<meta>|http-equiv/],
    ["another character set", page("", '<meta charset="utf-16le">'), /<meta>/],
    ["a style sheet elsewhere", page("", '<link rel="stylesheet" href="https://evil.example/a.css">'), /<link>/],
    ["a picture elsewhere", page('<img src="https://evil.example/a.png">'), /fetches/],
    ["a drawing as a picture", page('<img src="data:image/svg+xml;base64,AAAA">'), /fetches/],
    ["a link elsewhere", page('<a href="https://evil.example">a</a>'), /leads out/],
    ["a link that runs", page('<a href="javascript:x()">a</a>'), /leads out/],
    ["text that is hidden from one reader", page('<p hidden="until-found">a</p>'), /hidden/],
    ["paper that reads otherwise", page("", "<style>@media print { p { display: none } }</style>"), /some readers/],
    ["an import", page("", "<style>@import 'https://evil.example/a.css';</style>"), /another style sheet/],
    ["a picture by style", page('<p style="background: url(//evil.example)">a</p>'), /function/],
    ["a function in spite of a comment", page('<p style="width: c/**/alc(1px)">a</p>'), /function/],
    ["an escaped function", page('<p style="background: u\\72l(//evil.example)">a</p>'), /escape/],
    ["text by style", page("", "<style>p::after { content: '000 kr.' }</style>"), /not in the document/],
    ["what changes with time", page('<p style="animation: a 1s">a</p>'), /time/],
    ["what changes under the pointer", page("", "<style>p:hover { color: #fff }</style>"), /pointer/],
    ["what changes with the screen", page('<p style="font-size: 2vw">a</p>'), /screen/],
  ])("is refused for %s", (_what, html, reason) => {
    expect(findHtmlFaults(html)).toContainEqual(expect.stringMatching(reason));
  });

  it.each([
    [
      "a script behind a title that a browser would end earlier",
      `<title><p id="</title><script>1</script>">`,
      /<script>/,
    ],
    ["a style that never ends", "<style>p { color: red } @import 'a.css';", /another style sheet/],
    ["a script behind what only a style takes for text", "<style><!--</style><script>1</script>", /<script>/],
    ["a script behind a style", "<style></style ><script>1</script>", /<script>/],
    ["a script behind a comment that a browser would end earlier", "<!--><script>1</script>-->", /<script>/],
    ["what one reader takes for a comment and another does not", "<!--a--!><script>1</script>", /<script>/],
  ])("is read as a browser reads it: %s", (_what, html, reason) => {
    expect(findHtmlFaults(html)).toContainEqual(expect.stringMatching(reason));
  });

  it("may have anything in its title or a comment, which nobody runs", () => {
    expect(findHtmlFaults("<title><script></title><!-- <script> --><p>a</p>")).toEqual([]);
  });

  it("is told of fifty faults and no more", () => {
    expect(findHtmlFaults("<script>".repeat(5_000))).toHaveLength(50);
  });

  // A tree of this would have a thousand million elements.
  it("is read in time, whatever a browser would make of it", () => {
    const open = Array.from({ length: 30_000 }, (_, at) => `<font color=${at}>`).join("");
    expect(findHtmlFaults(open + "<p>".repeat(30_000) + "<div>".repeat(30_000))).toEqual([]);
    expect(findHtmlFaults(`<style>${"/*".repeat(1_000_000)}</style>`)).toEqual([]);
  });
});
