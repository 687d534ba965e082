import { describe, expect, it } from "vitest";
import { inspectHtml } from "../../src/documents/html/html-rules.js";

const page = (body: string, head = "") => `<html><head>${head}</head><body>${body}</body></html>`;
const styled = (css: string) => page("<p>x</p>", `<style type="text/css">${css}</style>`);
const said = (source: string) => inspectHtml(source).map(({ message }) => message);
const pathsOf = (source: string) => inspectHtml(source).map(({ path = [] }) => path.join(" "));

describe("HTML that NemID shows", () => {
  const good = {
    "every element, with every attribute that is its own": page(
      '<div align="left" bgcolor="#fff" style="color: red" class="a"><p align="right" bgcolor="red" style="top: 0" class="b">a</p></div>' +
        '<ul style="left: 0" class="c"><li class="d" style="width: 1px">a</li></ul>' +
        '<ol start="2" type="a" style="clear: both" class="e"><li>b</li></ol>' +
        [1, 2, 3, 4, 5, 6].map((n) => `<h${n} class="h" style="float: left">x</h${n}>`).join("") +
        '<font face="Arial" size="2" color="red">x</font><i>i</i><b>b</b><u>u</u><center>c</center>' +
        '<table border="1" cellspacing="0" cellpadding="0" width="9" align="center">' +
        '<tr bgcolor="red" class="r" style="color: red"><th bgcolor="red" rowspan="1" colspan="1" align="left" valign="top" width="1" class="t" style="height: 1px">h</th></tr>' +
        '<tr><td bgcolor="red" rowspan="1" colspan="1" align="left" valign="top" width="1" class="t" style="height: 1px">d</td></tr></table>' +
        '<a name="here">x</a><a href="#here">y</a>',
      '<title>T</title><style type="text/css">p { color: red }</style>',
    ),
    "one with the namespace of XHTML": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>x</p></body></html>',
    "one without head, in capitals, after a line end": "\n<HTML><BODY><P>x</P></BODY></HTML>\n",
    "character references": page("<p>&aelig;&#248;&#xE5; &amp; &lt;b&gt;</p>"),
    "a row that stands in a table without tbody, which a browser adds": page("<table><tr><td>x</td></tr></table>"),
    "white space anywhere": page("\n <table>\n <tr>\n <td>x</td> </tr> </table>\n"),
    "a bare style sheet": page("<p>x</p>", "<style>p { color: red }</style>"),
  };
  it.each(Object.entries(good))("%s", (_what, source) => {
    expect(said(source)).toEqual([]);
  });
});

describe("an element that is not on the operator's list is named", () => {
  const absent =
    "br hr span img tbody thead tfoot strong em script iframe form input object embed svg math link meta base audio video " +
    "button textarea select noscript template frameset applet pre code blockquote sup sub dl section";
  it.each(absent.split(" "))("<%s>", (name) => {
    const found = pathsOf(page(`<${name}></${name}>`));
    expect(found).toContain(name);
  });

  it("by its line", () => {
    expect(said("<html>\n<body>\n<blink>x</blink>\n</body></html>")).toEqual(["line 3: NemID shows no <blink>"]);
  });

  it.each(["constructor", "tostring", "valueof"])("<%s>, which every object has", (name) => {
    expect(pathsOf(page(`<${name}>x</${name}>`))).toContain(name);
  });
});

describe("an attribute that is not its element's is named", () => {
  it.each([
    ["p", "onclick"],
    ["p", "id"],
    ["p", "width"],
    ["div", "hidden"],
    ["body", "background"],
    ["body", "onload"],
    ["i", "class"],
    ["b", "style"],
    ["title", "lang"],
    ["head", "profile"],
    ["ul", "type"],
    ["li", "value"],
    ["h1", "align"],
    ["font", "style"],
    ["table", "style"],
    ["table", "class"],
    ["tr", "align"],
    ["td", "height"],
    ["td", "background"],
    ["a", "target"],
    ["a", "style"],
    ["p", "__proto__"],
  ])("of <%s>: %s", (element, attribute) => {
    const inHead = ["title", "head"].includes(element);
    const source =
      element === "body" || element === "head"
        ? `<html><${element} ${attribute}="1"></${element}></html>`
        : element === "tr" || element === "td"
          ? page(
              `<table>${element === "td" ? "<tr>" : ""}<${element} ${attribute}="1"></${element}>${element === "td" ? "</tr>" : ""}</table>`,
            )
          : page(
              inHead ? "" : `<${element} ${attribute}="1">x</${element}>`,
              inHead ? `<title ${attribute}="1">x</title>` : "",
            );
    expect(pathsOf(source)).toContain(`${element} ${attribute}`);
  });
});

describe("what stands in an attribute is judged, too", () => {
  it.each(["http://x.example/", "//x.example", "javascript:alert(1)", "page.html", " #a", "mailto:a@b.c", ""])(
    "a link to %j",
    (href) => {
      expect(pathsOf(page(`<a href="${href}">x</a>`))).toEqual(["a href"]);
    },
  );

  it("a style sheet of another language", () => {
    expect(pathsOf(page("", '<style type="text/less">p { color: red }</style>'))).toEqual(["style type"]);
  });
});

describe("HTML that a browser would have to mend is refused", () => {
  const bad: Readonly<Record<string, readonly [string, RegExp]>> = {
    "no html at all": ["<p>x</p>", /begin with the tag html/],
    "a DOCTYPE": ["<!DOCTYPE html><html><body></body></html>", /DOCTYPE/],
    "a comment": [page("<!-- x -->"), /comment/],
    "a comment behind the end": [`${page("")}<!-- x -->`, /comment/],
    "a processing instruction": [page("<?php x ?>"), /malformed HTML|comment/],
    "a CDATA section": [page("<![CDATA[x]]>"), /malformed HTML|comment/],
    "an attribute twice": [page('<p class="a" class="b">x</p>'), /duplicate-attribute/],
    "an end tag with attributes": [page('<p>x</p class="a">'), /end-tag-with-attributes/],
    "a paragraph that is never closed": [page("<p>x"), /<p> of line 1 is still open/],
    "a document that is cut off": ["<html><body><p>x</p>", /<body> is never closed/],
    "a tag that is cut off": ["<html><body><p", /eof-in-tag/],
    "an end of nothing": [page("</p>"), /<\/p> stands where <body>/],
    "elements that cross": [page("<b><i>x</b></i>"), /<\/b> stands where <i>/],
    "a tag that closes itself": [page("<p/>"), /<p> of line 1 is still open/],
    "a less-than that is none": [page("<p>a < b</p>"), /invalid-first-character-of-tag-name/],
    "a reference nobody knows": [page("<p>&nosuch;</p>"), /unknown-named-character-reference/],
    "a reference without its end": [page("<p>&aelig x</p>"), /missing-semicolon/],
    "a reference to a control character": [page("<p>&#1;</p>"), /control-character-reference/],
    "a reference to nothing": [page("<p>&#0;</p>"), /null-character-reference/],
    "a control character": [page("<p>\u0001</p>"), /U\+0001/],
    "a change of direction": [page("<p>\u202e</p>"), /U\+202E/],
    "an attribute without quotes and with one": [page('<p class=a"b>x</p>'), /unquoted/],
    "attributes without a blank between": [page('<p class="a"style="color:red">x</p>'), /missing-whitespace/],
    "a second html": [page("<html></html>"), /<html> stands within <body>/],
    "a second body": [page("<body></body>"), /<body> stands outside of <html>/],
    "a title in the body, which nobody would see": [page("<title>x</title>"), /<title> stands outside of <head>/],
    "text behind the end": [`${page("")}x`, /text stands outside/],
    "an element behind the end": [`${page("")}<p>x</p>`, /<p> stands outside/],
    "text right in a table": [page("<table>x<tr><td>y</td></tr></table>"), /directly in <table>: "x"/],
    "text right in a row": [page("<table><tr>x<td>y</td></tr></table>"), /directly in <tr>/],
    "text right in the head": ["<html><head>x</head><body></body></html>", /directly in <head>/],
    "a block in a paragraph": [page("<p><div>x</div></p>"), /move <div> out of <p>/],
    "a paragraph right in a table": [page("<table><p>x</p></table>"), /move <p> out of <table>/],
    "a row without a table": [page("<tr><td>x</td></tr>"), /move <tr>/],
    "a heading in a heading": [page("<h1><h2>x</h2></h1>"), /move <h2> out of <h1>/],
    "a link in a link": [page('<a name="a"><a name="b">x</a></a>'), /move <a> out of <a>/],
    "a paragraph in the head": ["<html><head><p>x</p></head><body></body></html>", /move <p> out of <head>/],
    "more than 128 elements in one another": [page("<div>".repeat(200) + "</div>".repeat(200)), /more than 128/],
  };
  it.each(Object.entries(bad))("%s", (_what, [source, says]) => {
    expect(said(source).join("\n")).toMatch(says);
  });
});

describe("CSS that NemID takes", () => {
  const properties =
    "background background-color bottom clear color display float height left line-height margin margin-bottom margin-left " +
    "margin-right margin-top overflow position right top white-space width border-width border-top-color font-size font-family " +
    "list-style list-style-type padding-left text-align text-decoration";
  it.each(properties.split(" "))("%s", (property) => {
    expect(said(page(`<p style="${property}: inherit">x</p>`))).toEqual([]);
    expect(said(styled(`p, .a > b:first-child { ${property}: inherit; }`))).toEqual([]);
  });

  it.each([
    "#fff",
    "red",
    "rgb(1, 2, 3)",
    "rgba(1,2,3,.5)",
    "hsl(1, 2%, 3%)",
    "red !important",
    "12px",
    "-1.5em",
    "50%",
  ])("the value %s", (value) => {
    expect(said(page(`<p style="color: ${value}">x</p>`))).toEqual([]);
  });
});

describe("CSS that NemID does not take is named", () => {
  const properties =
    "border padding font cursor visibility opacity z-index content behavior -moz-binding filter transform animation outline " +
    "max-width min-height background-image background-position vertical-align direction --own _color *color borderx";
  it.each(properties.split(" "))("the property %s", (property) => {
    expect(pathsOf(page(`<p style="${property}: inherit">x</p>`))[0]).toBe(`p style ${property}`);
  });

  const bad: Readonly<Record<string, readonly [string, RegExp]>> = {
    "@import": ['@import "x.css";', /no rule @import/],
    "@import of an address": ["@import url(x.css);", /no rule @import/],
    "@media": ["@media print { p { color: red } }", /no rule @media/],
    "@font-face": ["@font-face { font-family: x }", /no rule @font-face/],
    "@charset": ['@charset "utf-8"; p { color: red }', /no rule @charset/],
    "url()": ["p { background: url(x.png) }", /fetch nothing/],
    "url() with quotes": ['p { background: url("x.png") }', /fetch nothing/],
    "image-set(), which fetches by a string": ['p { background: image-set("x.png" 1x) }', /no function "image-set"/],
    "expression()": ["p { width: expression(1) }", /no function "expression"/],
    "attr()": ["p { color: attr(class) }", /no function "attr"/],
    "element()": ["p { background: element(a) }", /no function "element"/],
    "var()": ["p { color: var(--a) }", /no function "var"/],
    "calc()": ["p { width: calc(1px + 1px) }", /no function "calc"/],
    "a function in capitals": ["p { width: EXPRESSION(1) }", /no function "expression"/],
    "a comment": ["p { color: red /* x */ }", /a comment in CSS/],
    "a comment before a rule": ["/* x */ p { color: red }", /a comment in CSS/],
    "an escape": ["p { c\\6flor: red }", /backslash/],
    "an escaped url": ["p { background: \\75rl(x) }", /backslash/],
    "<!-- -->": ["<!-- p { color: red } -->", /hidden behind/],
    "a declaration without value": ["p { color }", /malformed CSS/],
    "a declaration without colon": ["p { color red }", /malformed CSS/],
    "a rule without end": ["p { color: red", /not closed/],
    "a quotation mark without end": ['p { font-family: "a }', /not closed/],
    "a function without end": ["p { color: rgb(1, 2, 3 }", /not closed|malformed/],
    "a brace too many": ["p { color: red } }", /malformed CSS/],
    "a rule in a rule": ["p { b { color: red } }", /malformed CSS|a CSS rule within a rule/],
    "a rule without a selector": ["{ color: red }", /malformed CSS/],
  };
  it.each(Object.entries(bad))("%s", (_what, [css, says]) => {
    expect(said(styled(css)).join("\n")).toMatch(says);
  });

  it("by the line in the document", () => {
    expect(said(page("<p>x</p>", "\n<style>\np { color: red }\np { cursor: help }\n</style>"))).toEqual([
      'line 4: NemID takes no CSS property "cursor"',
    ]);
  });
});
