import { describe, expect, it } from "vitest";
import { svgProblem } from "../src/profile/svg.js";

const NS = 'xmlns="http://www.w3.org/2000/svg"';
const svg = (inside: string, attributes = "") => `<svg ${NS} viewBox="0 0 1 1"${attributes}>${inside}</svg>`;

describe("svgProblem", () => {
  it.each([
    ["shapes", svg('<g fill="red"><path d="M0 0h1"/><circle cx="1" cy="1" r="1"/></g>')],
    [
      "a declaration, comments and line ends",
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- a logo -->\n${svg("<!-- in it -->\n")}\n`,
    ],
    ["a byte order mark", `\uFEFF${svg("")}`],
    [
      "a local gradient",
      svg('<linearGradient id="a"><stop offset="0"/></linearGradient><rect fill="url(#a)" style="fill:url(\'#a\')"/>'),
    ],
    [
      "a gradient that extends another",
      `<svg ${NS} xmlns:xlink="http://www.w3.org/1999/xlink"><radialGradient xlink:href="#a" id="b"/></svg>`,
    ],
    ["texts with entities", svg("<title>A &amp; B &#169;</title><text x='1'>hi</text>")],
    ["colours and moves by function", svg('<g transform="translate(1 2) rotate(3)" style="fill:rgb(1,2,3)"/>')],
    ["a label with a bracket", svg("", ' aria-label="Acme (1912) &amp; sons"')],
    ["nothing in it", `<svg ${NS}/>`],
  ])("lets pass %s", (_, text) => {
    expect(svgProblem(text)).toBeUndefined();
  });

  it.each([
    ["a script", svg("<script>alert(1)</script>"), "holds the element script"],
    ["a script with a foreign name", svg('<SCRIPT href="x"/>'), "holds the element SCRIPT"],
    ["a script of a namespace", svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>'), ""],
    ["a foreign object", svg("<foreignObject><body/></foreignObject>"), "holds the element foreignObject"],
    ["a picture", svg('<image href="https://evil.dk/x.png"/>'), "holds the element image"],
    ["a use of another file", svg('<use href="https://evil.dk/x.svg#a"/>'), "holds the element use"],
    ["a link", svg('<a href="https://evil.dk"><path d=""/></a>'), "holds the element a"],
    ["a style element", svg("<style>@import 'https://evil.dk'</style>"), "holds the element style"],
    ["an animation that sets a link", svg('<set attributeName="href" to="javascript:x"/>'), "holds the element set"],
    ["an animation", svg('<animate attributeName="x"/>'), "holds the element animate"],
    ["a filter", svg('<filter id="a"/>'), "holds the element filter"],
    ["an iframe", svg('<iframe src="x"></iframe>'), "holds the element iframe"],
    ["an event handler", svg("", ' onload="alert(1)"'), "holds the attribute onload"],
    ["an event handler in other letters", svg("", ' OnLoad="alert(1)"'), "holds the attribute OnLoad"],
    ["an event handler within", svg('<path onclick="x"/>'), "holds the attribute onclick"],
    ["a base address", svg("", ' xml:base="https://evil.dk/"'), "holds the attribute xml:base"],
    ["a source", svg('<path src="x"/>'), "holds the attribute src"],
    ["a foreign reference", svg('<linearGradient href="other.svg#a"/>'), "refers to something outside itself in href"],
    ["a javascript reference", svg('<linearGradient xlink:href="javascript:x"/>'), "outside itself in xlink:href"],
    ["a reference in entities", svg('<linearGradient href="&#106;avascript:x"/>'), "outside itself in href"],
    ["a foreign fill", svg('<path fill="url(https://evil.dk/#a)"/>'), "outside itself in fill"],
    ["a foreign fill in quotes", svg("<path fill='url(\"//evil.dk#a\")'/>"), "outside itself in fill"],
    ["a foreign fill after a local one", svg('<path fill="url(#a) url(b.svg#a)"/>'), "outside itself in fill"],
    ["a foreign mask", svg('<path mask="URL(x.svg#m)"/>'), "outside itself in mask"],
    ["a foreign style", svg('<path style="background:url(//evil.dk)"/>'), "outside itself in style"],
    ["an escaped style", svg('<path style="background:u\\72l(//evil.dk)"/>'), "outside itself in style"],
    ["a style with an entity", svg('<path style="background:&#117;rl(//evil.dk)"/>'), "outside itself in style"],
    ["a style cut by a comment", svg('<path style="background:ur/**/l(x)"/>'), "outside itself in style"],
    ["an import", svg('<path style="@import x"/>'), "outside itself in style"],
    ["a variable", svg('<path style="fill:var(--x)"/>'), "outside itself in style"],
    ["an image-set", svg("<path style=\"background:image-set('x' 1x)\"/>"), "outside itself in style"],
    ["a data address", svg('<path fill="data:image/png"/>'), "outside itself in fill"],
    ["another namespace", '<svg xmlns="http://www.w3.org/1999/xhtml"/>', "not a plain, well-formed SVG"],
    ["a namespace bound to xlink", `<svg ${NS} xmlns:xlink="http://evil.dk/"/>`, "outside itself in xmlns:xlink"],
    ["no namespace", "<svg/>", "not a plain, well-formed SVG"],
    ["a document type", `<!DOCTYPE svg [<!ENTITY a "b">]>${svg("&a;")}`, "not a plain, well-formed SVG"],
    ["an unknown entity", svg("<text>&a;</text>"), "not a plain, well-formed SVG"],
    ["a processing instruction", `<?xml-stylesheet href="//evil.dk"?>${svg("")}`, "not a plain, well-formed SVG"],
    ["a processing instruction within", svg("<?php x ?>"), "not a plain, well-formed SVG"],
    ["CDATA", svg("<text><![CDATA[<script>]]></text>"), "not a plain, well-formed SVG"],
    ["an attribute twice", svg('<path d="" d=""/>'), "not a plain, well-formed SVG"],
    ["an attribute without quotes", svg("<path d=1/>"), "not a plain, well-formed SVG"],
    ["attributes without a space", svg('<path d=""fill=""/>'), "not a plain, well-formed SVG"],
    ["an open element", `<svg ${NS}><g>`, "not a plain, well-formed SVG"],
    ["elements that cross", svg("<g><text></g></text>"), "not a plain, well-formed SVG"],
    ["an end without a beginning", `${svg("")}</svg>`, "not a plain, well-formed SVG"],
    ["two roots", svg("") + svg(""), "not a plain, well-formed SVG"],
    ["another root", "<g/>", "not a plain, well-formed SVG"],
    ["a text after the end", `${svg("")}x`, "not a plain, well-formed SVG"],
    [
      "a comment that browsers and XML end differently",
      svg("<!--> <script>1</script> -->"),
      "not a plain, well-formed SVG",
    ],
    ["a comment with two dashes", svg("<!-- a -- b -->"), "not a plain, well-formed SVG"],
    ["depth", svg("<g>".repeat(100) + "</g>".repeat(100)), "not a plain, well-formed SVG"],
    ["HTML", "<html><body>hi</body></html>", "not a plain, well-formed SVG"],
    ["nothing", "", "not a plain, well-formed SVG"],
    ["a picture of another kind", "\u0089PNG\r\n", "not a plain, well-formed SVG"],
  ])("refuses %s", (_, text, message) => {
    expect(svgProblem(text)?.message).toContain(message);
  });

  it("answers for 256 KiB of anything", () => {
    const worst = ["<svg ", "<svg a=", "<!--", "<g ", "&", "<", " a='1'", "<!-- - "];
    for (const part of worst) expect(svgProblem(part.repeat(Math.floor((256 * 1024) / part.length)))).toBeDefined();
    expect(svgProblem(svg("<path />".repeat(30_000)))).toBeUndefined();
    expect(svgProblem(`<svg ${" a='1'".repeat(40_000)}`)).toBeDefined();
  });
});
