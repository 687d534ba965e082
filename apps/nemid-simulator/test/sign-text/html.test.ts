/** One case for each rule of the HTML whitelist, and what is shown of a text that obeys them. */
import { describe, expect, test } from "vitest";
import { checkHtml } from "../../src/sign-text/html/check-html.js";
import { writeShownHtml } from "../../src/sign-text/html/write-shown-html.js";

const rulesOf = (html: string) =>
  checkHtml(html).map(({ rule, name }) => (name === undefined ? rule : `${rule} ${name}`));

describe("accepts", () => {
  test.each([
    ["a whole page", '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>x</body></html>'],
    ["a part of a page", "<p>I agree</p>"],
    ["plain words", "I agree &amp; sign &#169; &nbsp;"],
    ["nothing", ""],
    ["letters of either case", '<P ALIGN="left">x</P>'],
    [
      "attributes without quotes, in single ones, and bare",
      "<table border=1 width='50%' align><tr><td>x</td></tr></table>",
    ],
    ["tags that close themselves", "<table><tr><td/><td/></tr></table>"],
    ["tags that do not nest", "<b><i>x</b></i>"],
    ["a style sheet", '<style type="text/css">p { color: red; } h1, li > p { font-size: 12px }</style>'],
    ["a title that looks like a tag", "<title><b></title>"],
    ["the body's own", '<body text="#000" bgcolor="white" class="a" style="margin:0">x</body>'],
    ["headings", [1, 2, 3, 4, 5, 6].map((n) => `<h${n} class="a" style="color:red">x</h${n}>`).join("")],
    ["lists", '<ul class="a" style="top:0"><li class="b">x</li></ul><ol start="3" type="a"><li>x</li></ol>'],
    ["words in looks", '<font face="Arial" size="2" color="red">x</font><i>x</i><b>x</b><u>x</u><center>x</center>'],
    [
      "a table",
      '<table border="0" cellspacing="1" cellpadding="2" width="9" align="left"><tr bgcolor="red" class="a"><th rowspan="2" colspan="2" valign="top">x</th><td width="1">x</td></tr></table>',
    ],
    ["a link within the text", '<a href="#below">x</a><div align="left"><a name="below">y</a></div>'],
    [
      "every property of the list and its families",
      "<p style=\"background:red;background-color:red;bottom:0;clear:both;color:red;display:block;float:left;height:1px;left:0;line-height:1;margin:0;margin-top:1px;overflow:auto;position:absolute;right:0;top:0;white-space:pre;width:1px;border-top:0;font-family:'Times New Roman';list-style:none;padding-left:1px;text-align:left\">x</p>",
    ],
    ["colours by function", '<p style="color: rgb(1, 2, 3); background: RGBA(0,0,0,.5)">x</p>'],
  ])("%s", (_what, html) => expect(checkHtml(html)).toEqual([]));
});

describe("refuses", () => {
  test.each<readonly [what: string, html: string, rules: readonly string[]]>([
    ["a comment", "<p>a<!-- b --></p>", ["markup"]],
    ["a document type", "<!DOCTYPE html><html></html>", ["markup"]],
    ["CDATA", "<p><![CDATA[x]]></p>", ["markup"]],
    ["a processing instruction", '<?xml version="1.0"?><html></html>', ["markup"]],
    ["a < that begins nothing", "<p>1 < 2</p>", ["markup"]],
    ["a tag that does not end", "<p>a</p><p", ["markup"]],
    ["an attribute that does not end", '<p class="a>x</p>', ["markup"]],
    ["a comment that does not end", "<p>a</p><!-- b", ["markup"]],
    ["a style sheet that does not end", "<style>p { color: red }", ["markup"]],
    ["a slash in the middle of a tag", '<p/class="a">x</p>', ["markup"]],
    ["a control character", "<p>a\0b</p>", ["markup"]],
    ...[
      "br",
      "hr",
      "span",
      "tbody",
      "thead",
      "strong",
      "meta",
      "link",
      "base",
      "form",
      "input",
      "svg",
      "iframe",
      "object",
    ].map((name) => [`the element ${name}`, `<p><${name}></p>`, [`element ${name}`]] as const),
    ["a script", "<script>alert(1)</script>", ["element script", "element script"]],
    ["an element at its end tag", "<p>x</p></span>", ["element span"]],
    ["an element in a namespace", "<svg:svg>x</svg:svg>", ["element svg:svg", "element svg:svg"]],
    ["an image", '<img src="http://evil.example/x.png">', ["element img"]],
    ["an event handler", '<p onclick="x()">x</p>', ["attribute onclick"]],
    ["an id", '<p id="a">x</p>', ["attribute id"]],
    ["an attribute of another element", '<p width="1">x</p>', ["attribute width"]],
    ["an attribute where none may be", '<b class="a">x</b>', ["attribute class"]],
    ["a style on a table", '<table style="color:red"></table>', ["attribute style"]],
    ["a background image", '<body background="x.png">', ["attribute background"]],
    ["an attribute with a prefix", '<html xmlns:x="y">', ["attribute xmlns:x"]],
    ["an attribute twice", '<p class="a" CLASS="b">x</p>', ["duplicate-attribute class"]],
    ["a link elsewhere", '<a href="https://evil.example/">x</a>', ["reference href"]],
    ["a link that runs something", '<a href="javascript:alert(1)">x</a>', ["reference href"]],
    ["a link to a page beside", '<a href="other.html#x">x</a>', ["reference href"]],
    ["a link that hides what it is", '<a href="&#106;avascript:alert(1)">x</a>', ["reference href"]],
    ["a link to nowhere", '<a href="">x</a>', ["reference href"]],
    ["a link with a blank before", '<a href=" #a">x</a>', ["reference href"]],
  ])("%s", (_what, html, rules) => expect(rulesOf(html)).toEqual(rules));

  test("everything at once, with its places", () => {
    const findings = checkHtml('<p>\n  <br>\n<a href="x" id="y">z</a></p>\n<!-- -->');
    expect(findings.map(({ rule, name, place }) => [rule, name, place])).toEqual([
      ["element", "br", "line 2, column 3"],
      ["attribute", "id", "line 3, column 13"],
      ["reference", "href", "line 3, column 4"],
      ["markup", undefined, "line 4, column 1"],
    ]);
  });

  test("no more than anybody reads", () => expect(checkHtml("<br>".repeat(50_000))).toHaveLength(200));

  test("a name that is long or cannot be printed, and shows what can be", () => {
    const [finding] = checkHtml(`<a\u0007${"b".repeat(500)}>`);
    expect(finding?.name).toMatch(/^a\?b{58}$/);
  });
});

describe("refuses in a style", () => {
  test.each([
    ["a comment", "color: red /* x */", "css-syntax"],
    ["an escape", "c\\6flor: red", "css-syntax"],
    ["a string that does not end", "font-family: 'a", "css-syntax"],
    ["a declaration that is none", "color", "css-syntax"],
    ["a declaration without a value", "color:", "css-syntax"],
    ["a brace", "color: red } p { top: 0", "css-syntax"],
    ["markup", "color: <b>", "css-syntax"],
    ["an @ rule", "@import 'x'", "css-at-rule @import"],
    ["a property beyond the list", "z-index: 1", "css-property z-index"],
    ["a property beyond it behind a good one", "color:red;transform:none", "css-property transform"],
    ["the shorthand of a family", "border: 1px solid", "css-property border"],
    ["another shorthand", "font: 12px Arial", "css-property font"],
    ["a property of its own", "--x: 1", "css-property --x"],
    ["a binding", "-moz-binding: none", "css-property -moz-binding"],
    ["an address", "background: url(http://evil.example/x.png)", "css-function url"],
    ["an address in capitals", "background: URL('x')", "css-function url"],
    ["an expression", "width: expression(alert(1))", "css-function expression"],
    ["an image set", "background: image-set('x' 1x)", "css-function image-set"],
    ["an attribute's value", "width: attr(x)", "css-function attr"],
    ["an element as picture", "background: element(#a)", "css-function element"],
  ])("%s", (_what, css, finding) => {
    const inAttribute = rulesOf(`<p style="${css}">x</p>`);
    expect(inAttribute).toContain(finding);
    if (!css.includes("{")) expect(rulesOf(`<style>p { ${css} }</style>`)).toContain(finding);
  });

  test.each([
    ["a rule without a selector", "{ color: red }", "css-syntax"],
    ["rules within rules", "p { b { color: red } }", "css-syntax"],
    ["a sheet that goes on after its end", "p { color: red } }", "css-syntax"],
    ["words outside of rules", "p { color: red } x", "css-syntax"],
    ["a sheet of another place", "@import url(x);", "css-at-rule @import"],
    ["a medium", "@media print { p { color: red } }", "css-at-rule @media"],
    ["a font", "@font-face { font-family: x }", "css-at-rule @font-face"],
  ])("of a sheet: %s", (_what, css, finding) => expect(rulesOf(`<style>${css}</style>`)).toContain(finding));

  test("with its place in the sheet", () => {
    const [finding] = checkHtml("<style>\np { color: red }\nb { z-index: 1 }</style>");
    expect(finding).toMatchObject({ rule: "css-property", name: "z-index", place: "line 3, column 4" });
  });

  test("an address that is hidden by character references", () =>
    expect(rulesOf('<p style="background:u&#x72;l(x)">x</p>')).toEqual(["css-function url"]));
});

describe("long texts take no long time", () => {
  test.each([
    ["attributes", `<p ${"a ".repeat(200_000)}`],
    ["a name", `<${"a".repeat(1_000_000)}`],
    ["style rules", `<style>${"p{color:red}".repeat(80_000)}</style>`],
    ["unclosed styles", "<style>".repeat(100_000)],
    ["a value", `<p class=${"a".repeat(1_000_000)}`],
    ["blanks", `<p${" ".repeat(1_000_000)}`],
  ])(
    "of %s",
    (_what, html) => {
      const before = performance.now();
      checkHtml(html);
      expect(performance.now() - before).toBeLessThan(10_000);
    },
    20_000,
  );
});

describe("what is shown", () => {
  const show = (html: string) => String(writeShownHtml(html, "da", "Det, du underskriver"));
  test("is a page of the simulator's with the text's body, and the attributes that were checked", () => {
    const page = show(
      "<html xmlns=\"x\"><head><title>Mine</title></head><body bgcolor=red><P align='left'>Hej &amp; du</P></body></html>",
    );
    expect(page).toContain('<html lang="da">');
    expect(page).toContain("<title>Det, du underskriver</title>");
    expect(page).toContain('<body bgcolor="red"><p align="left">Hej &amp; du</p></body>');
    expect(page).not.toContain("Mine");
  });
  test("has the text's style sheets in its head", () =>
    expect(show("<p>x</p><style>p { color: red }</style>")).toMatch(
      /<style>p { color: red }<\/style><\/head>\n<body><p>x<\/p>/,
    ));
  test("closes what closes itself, as browsers would not", () => expect(show("<p/>x")).toContain("<p></p>x"));
  test("writes values so that none can end its attribute", () =>
    expect(show(`<font face='"&quot;&gt;'>x</font>`)).toContain('<font face="&#34;&#34;&#62;">x</font>'));
});
